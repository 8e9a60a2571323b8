import { decideBy, defineAggregate, withSecondPerson } from '@oce/event-sourcing';
import type { AccountCommand, OwnAccount } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { initialAccount, type AccountState } from './account.state';
import { postAdvance } from './advance';
import { settleArrears, settleLateGoods } from './arrears';
import { declarePremium, grantInputCredit, noteDeparture } from './claims';
import { limitOfAccount } from './limits-of-account';
import { postCorrection } from './correction';
import { disputeLine, resolveDispute } from './dispute';
import { settleErasure, withErasure } from './erasure';
import { postPurchase } from './purchase';
import { postFinalShare } from './final-share';
import { postSupplement } from './supplement';
import { reverseClaim } from './reverse-claim';
import { setOffDebts, withDebtsSetOff } from './set-off';
import { holdFinalShare, releaseFinalShare, takeBackFinalShare } from './take-back';
import { confirmPayout, declinePayout, reservePayout, returnPayout } from './payout';

type DirectCommand = Exclude<AccountCommand, { type: 'ConfirmProposal' | 'RejectProposal' }>;

const decideDirect = decideBy<AccountState, DirectCommand, AccountEvent>({
  GrantInputCredit: grantInputCredit,
  DeclarePremium: declarePremium,
  ReverseClaim: reverseClaim,
  NoteDeparture: noteDeparture,
  SetOffDebts: setOffDebts,
  PostAdvance: postAdvance,
  AdvanceDelivery: (command, state) =>
    postAdvance({ type: 'PostAdvance', data: command.facts, meta: command.meta }, state),
  PostPurchase: postPurchase,
  PostCorrection: postCorrection,
  PostFinalShare: postFinalShare,
  PostSupplement: postSupplement,
  SettleArrears: settleArrears,
  SettleLateGoods: settleLateGoods,
  HoldFinalShare: holdFinalShare,
  ReleaseFinalShare: releaseFinalShare,
  TakeBackFinalShare: takeBackFinalShare,
  DisputeLine: disputeLine,
  ResolveDispute: resolveDispute,
  ReservePayout: reservePayout,
  ConfirmPayout: confirmPayout,
  ReturnPayout: returnPayout,
  DeclinePayout: declinePayout,
  SettleErasure: settleErasure,
});

const decide = withSecondPerson<AccountState, DirectCommand, AccountEvent, OwnAccount>({
  events: accountEvents,
  limitOf: limitOfAccount,
  decide: (command, state) =>
    withErasure(command, withDebtsSetOff(command, decideDirect(command, state), state), state),
});

/** A producer's account: lines, claims on later settlements, payouts. Its id is the producer's code. */
export const accountAggregate = defineAggregate<AccountState, AccountCommand, typeof accountEvents>(
  accountEvents,
  {
    initial: initialAccount,
    decide,
    evolve: evolveAccount,
  },
);
