import type { Under } from '@oce/event-sourcing';
import { limitAt } from '../../limit/domain/limits';
import type { AccountCommand, OwnAccount } from './account.commands';
import type { AccountEvent } from './account.events';

/** The limit that a command on an account is under: credits, premiums, and disputes by how much they change a line. */
export function limitOfAccount(command: AccountCommand): Under<OwnAccount, AccountEvent['type']> | null {
  const { now } = command.meta;
  switch (command.type) {
    case 'GrantInputCredit': {
      const { producerCode, creditId, amountCentimes: amount } = command.data;
      const limit = limitAt('credit', command.facts, now);
      const named = { proposalId: `credit-${creditId}`, kind: 'credit', own: { producerCode } };
      return { ...named, amount, limit, takesEffect: 'InputCreditGranted' };
    }
    case 'DeclarePremium': {
      const { producerCode, premiumId, amountCentimes: amount } = command.data;
      const limit = limitAt('premium', command.facts, now);
      const named = { proposalId: `premium-${premiumId}`, kind: 'premium', own: { producerCode } };
      return { ...named, amount, limit, takesEffect: 'PremiumDeclared' };
    }
    case 'ResolveDispute': {
      const { producerCode, disputeId, amountCentimes } = command.data;
      const limit = limitAt('dispute', command.facts, now);
      const named = { proposalId: `dispute-${disputeId}`, kind: 'dispute', own: { producerCode } };
      return { ...named, amount: Math.abs(amountCentimes ?? 0), limit, takesEffect: 'DisputeResolved' };
    }
    default:
      return null;
  }
}
