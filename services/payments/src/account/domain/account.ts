import { decideBy, defineAggregate } from '@oce/event-sourcing';
import type { AccountCommand } from './account.commands';
import { accountEvents, type AccountEvent } from './account.events';
import { evolveAccount } from './account.evolve';
import { initialAccount, type AccountState } from './account.state';
import { postAdvance } from './advance';
import { declarePremium, grantInputCredit, noteDeparture } from './claims';
import { postCorrection } from './correction';
import { disputeLine, resolveDispute } from './dispute';
import { settleErasure, withErasure } from './erasure';
import { postFinalShare } from './final-share';
import { postSupplement } from './supplement';
import { reverseClaim } from './reverse-claim';
import { setOffDebts, withDebtsSetOff } from './set-off';
import { holdFinalShare, releaseFinalShare, takeBackFinalShare } from './take-back';
import { confirmPayout, declinePayout, reservePayout, returnPayout } from './payout';

const decide = decideBy<AccountState, AccountCommand, AccountEvent>({
  GrantInputCredit: grantInputCredit,
  DeclarePremium: declarePremium,
  ReverseClaim: reverseClaim,
  NoteDeparture: noteDeparture,
  SetOffDebts: setOffDebts,
  PostAdvance: postAdvance,
  AdvanceDelivery: (command, state) =>
    postAdvance({ type: 'PostAdvance', data: command.facts, meta: command.meta }, state),
  PostCorrection: postCorrection,
  PostFinalShare: postFinalShare,
  PostSupplement: postSupplement,
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

/** A producer's account: lines, claims on later settlements, payouts. Its id is the producer's code. */
export const accountAggregate = defineAggregate<AccountState, AccountCommand, typeof accountEvents>(
  accountEvents,
  {
    initial: initialAccount,
    decide: (command, state) =>
      withErasure(command, withDebtsSetOff(command, decide(command, state), state), state),
    evolve: evolveAccount,
  },
);
