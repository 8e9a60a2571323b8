import type { Asked } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { deliveryEvents } from '../../delivery/domain/delivery.events';
import { limitsEvents } from '../domain/limits';

/** What somebody asked for above a limit, and what became of it. */
export type WaitingDocument = Omit<Asked, 'command'> & {
  /** Of which aggregate, and its id: the delivery, the limits. */
  readonly aggregate: string;
  readonly id: string;
  /** The command as it was told. */
  readonly asked: object;
  readonly askedAt: string;
  readonly status: 'waiting' | 'confirmed' | 'rejected';
  readonly decidedBy: string | null;
  readonly reason: string | null;
};

const families = [deliveryEvents, limitsEvents] as const;

/** What waits for a second person, and what did? */
export const waitingProjection = projectionFrom(
  ...families.flatMap((one) => [one.SecondPersonAsked, one.ProposalConfirmed, one.ProposalRejected]),
)<WaitingDocument>({
  name: 'waiting',
  version: 1,
  keys: ({ data }, { ref }) => [`${ref.aggregate}:${ref.id}:${data.proposalId}`],
  project: {
    SecondPersonAsked(_document, { data }, { ref, at }) {
      const { proposalId, kind, amount, limit, askedBy, command } = data;
      const { aggregate, id } = ref;
      const about = { proposalId, kind, amount, limit, askedBy, aggregate, id };
      return { ...about, asked: command.data, askedAt: at, status: 'waiting', decidedBy: null, reason: null };
    },
    ProposalConfirmed: (document, { data }) =>
      document && { ...document, status: 'confirmed', decidedBy: data.confirmedBy },
    ProposalRejected: (document, { data }) =>
      document && { ...document, status: 'rejected', decidedBy: data.rejectedBy, reason: data.reason },
  },
});
