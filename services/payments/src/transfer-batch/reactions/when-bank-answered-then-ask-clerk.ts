import { policyCommandId, policyOn, sendTo, type Reaction } from '@oce/policies';
import type { Envelope } from '@oce/projections';
import { attention } from '../../attention';
import { transferBatchEvents } from '../domain/transfer-batch.events';

const NAME = 'ask-about-bank-answers';

/** What a bank says and nobody may decide by rule, and what a file had to leave out, goes to a clerk. */
export const askAboutBankAnswersPolicy = policyOn(transferBatchEvents)({
  name: NAME,
  react(event, envelope) {
    switch (event.type) {
      case 'BankAnswerRecorded':
        return event.data.notices.map(({ slug, endToEndId, message, path }, number) =>
          matter(envelope, number, slug, `${endToEndId ?? path}: ${message}`),
        );
      case 'TransferFileIssued':
        return event.data.excluded.map(({ transferId, producerCode, reason }, number) =>
          matter(envelope, number, reason, `Transfer ${transferId} of ${producerCode} is not in the file.`),
        );
      default:
        return [];
    }
  },
});

function matter(
  { commitId, ref, position }: Envelope,
  number: number,
  reason: string,
  detail: string,
): Reaction {
  const id = policyCommandId(NAME, commitId, number);
  // There is no command to try again: retrying only notes that somebody has seen it.
  const reaction = sendTo(attention, id, 'ResolveAttention', { resolution: 'dismissed', note: 'seen' });
  const subject = `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
  const data = { policy: NAME, reason, detail, subject, position, reaction };
  return sendTo(attention, id, 'RaiseAttention', data);
}
