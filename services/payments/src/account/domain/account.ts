import { defineAggregate, unknownCommand } from '@oce/event-sourcing';
import type { AccountCommand } from './account.commands';
import { accountEvents } from './account.events';
import { evolveAccount } from './account.evolve';
import { initialAccount, type AccountState } from './account.state';
import { postAdvance } from './advance';
import { declarePremium, grantInputCredit } from './claims';
import { postCorrection } from './correction';
import { disputeLine, resolveDispute } from './dispute';
import { postFinalShare } from './final-share';
import { confirmPayout, declinePayout, reservePayout, returnPayout } from './payout';

/** A producer's account: lines, claims on later settlements, payouts. Its id is the producer's code. */
export const accountAggregate = defineAggregate<AccountState, AccountCommand, typeof accountEvents>(
  accountEvents,
  {
    initial: initialAccount,
    decide(command, state) {
      switch (command.type) {
        case 'GrantInputCredit':
          return grantInputCredit(command, state);
        case 'DeclarePremium':
          return declarePremium(command, state);
        case 'PostAdvance':
          return postAdvance(command, state);
        case 'AdvanceDelivery':
          return postAdvance({ type: 'PostAdvance', data: command.facts, meta: command.meta }, state);
        case 'PostCorrection':
          return postCorrection(command, state);
        case 'PostFinalShare':
          return postFinalShare(command, state);
        case 'DisputeLine':
          return disputeLine(command, state);
        case 'ResolveDispute':
          return resolveDispute(command, state);
        case 'ReservePayout':
          return reservePayout(command, state);
        case 'ConfirmPayout':
          return confirmPayout(command, state);
        case 'ReturnPayout':
          return returnPayout(command, state);
        case 'DeclinePayout':
          return declinePayout(command, state);
        default:
          return unknownCommand(command);
      }
    },
    evolve: evolveAccount,
  },
);
