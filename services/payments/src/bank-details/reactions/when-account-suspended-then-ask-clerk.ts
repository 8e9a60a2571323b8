import { policyCommandId, policyOn, sendTo } from '@oce/policies';
import { attention } from '../../attention';
import { bankDetailsEvents } from '../domain/bank-details.events';

const NAME = 'ask-about-suspended-accounts';

/** The member must be asked for another account, or the bank why it refuses this one: a clerk hears of it. */
export const whenAccountSuspendedThenAskClerk = policyOn(bankDetailsEvents.BankDetailsSuspended)({
  name: NAME,
  react({ data: { producerCode, transferId, reasonCode, returned } }, { commitId, ref, position }) {
    const id = policyCommandId(NAME, commitId, 0);
    const what = returned ? 'came back' : 'was rejected';
    return [
      sendTo(attention, id, 'RaiseAttention', {
        policy: NAME,
        reason: 'account_suspended',
        detail: `Transfer ${transferId} of ${producerCode} ${what} (${reasonCode}): nothing more is paid to this account until an account is proposed and approved.`,
        subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
        position,
        reaction: sendTo(attention, id, 'ResolveAttention', { resolution: 'dismissed', note: 'seen' }),
      }),
    ];
  },
});
