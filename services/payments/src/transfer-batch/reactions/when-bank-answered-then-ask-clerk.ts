import { policyCommandId, policyOn, sendTo, type Reaction } from '@oce/policies';
import type { Envelope } from '@oce/projections';
import { attention } from '../../attention';
import { transferBatchEvents } from '../domain/transfer-batch.events';

const NAME = 'ask-about-bank-answers';

/** What a bank says and nobody may decide by rule, and what a file had to leave out, goes to a clerk. */
export const whenBankAnsweredThenAskClerk = policyOn(
  transferBatchEvents.BankAnswerRecorded,
  transferBatchEvents.TransferFileIssued,
)({
  name: NAME,
  react(event, envelope) {
    if (event.type === 'BankAnswerRecorded') {
      return event.data.notices.map(({ slug, endToEndId, message, path }, number) =>
        matter(envelope, number, slug, `${endToEndId ?? path}: ${message}`),
      );
    }
    return event.data.excluded.map(({ transferId, producerCode, reason }, number) =>
      matter(envelope, number, reason, `Transfer ${transferId} of ${producerCode} is not in the file.`),
    );
  },
});

function matter(
  { commitId, ref, position }: Envelope,
  number: number,
  reason: string,
  detail: string,
): Reaction {
  const id = policyCommandId(NAME, commitId, number);
  return sendTo(attention, id, 'RaiseAttention', {
    policy: NAME,
    reason,
    detail,
    subject: `evt.${ref.context}.${ref.aggregate}.${ref.id}`,
    position,
    // There is no command to try again: retrying only notes that somebody has seen it.
    reaction: sendTo(attention, id, 'ResolveAttention', { resolution: 'dismissed', note: 'seen' }),
  });
}
