import { defineAggregate } from '@oce/event-sourcing';
import type { AccountCommand } from './account.commands';
import { accountEvents } from './account.events';
import { evolveAccount } from './account.evolve';
import { initialAccount, type AccountState } from './account.state';
import { postAdvance } from './advance';
import { declarePremium, grantInputCredit, noteDeparture } from './claims';
import { postCorrection } from './correction';
import { disputeLine, resolveDispute } from './dispute';
import { postFinalShare } from './final-share';
import { confirmPayout, declinePayout, reservePayout, returnPayout } from './payout';

/** A producer's account: lines, claims on later settlements, payouts. Its id is the producer's code. */
export const accountAggregate = defineAggregate<AccountState, AccountCommand, typeof accountEvents>(
  accountEvents,
  {
    initial: initialAccount,
    decide: {
      GrantInputCredit: grantInputCredit,
      DeclarePremium: declarePremium,
      NoteDeparture: noteDeparture,
      PostAdvance: postAdvance,
      AdvanceDelivery: (command, state) =>
        postAdvance({ type: 'PostAdvance', data: command.facts, meta: command.meta }, state),
      PostCorrection: postCorrection,
      PostFinalShare: postFinalShare,
      DisputeLine: disputeLine,
      ResolveDispute: resolveDispute,
      ReservePayout: reservePayout,
      ConfirmPayout: confirmPayout,
      ReturnPayout: returnPayout,
      DeclinePayout: declinePayout,
    },
    evolve: evolveAccount,
  },
);
