import type { Asked, Confirmed, Event, EventTypeInfo, Proposal, Rejected } from '@oce/event-sourcing';
import { projectionFrom } from './projection';

/** What somebody asked for above a limit, and what became of it. */
export type WaitingDocument = Omit<Asked, 'command'> & {
  /** Of which aggregate, and its id: the account, the pool, the delivery, the limits. */
  readonly aggregate: string;
  readonly id: string;
  /** The command as it was told. */
  readonly asked: object;
  readonly askedAt: string;
  readonly status: Proposal['status'];
  readonly decidedBy: string | null;
  readonly reason: string | null;
};

interface Told<Type extends string, Data extends object> extends EventTypeInfo {
  (data: never): Event<Type, Data, 1>;
}
/** The events of an aggregate that asks for second persons. */
interface AskingFamily {
  readonly SecondPersonAsked: Told<'SecondPersonAsked', Asked>;
  readonly ProposalConfirmed: Told<'ProposalConfirmed', Confirmed>;
  readonly ProposalRejected: Told<'ProposalRejected', Rejected>;
}

/** What waits for a second person, and what did? Of all aggregates of a context that ask for one. */
export const waitingFrom = (...families: readonly AskingFamily[]) =>
  projectionFrom(
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
        return {
          ...about,
          asked: command.data,
          askedAt: at,
          status: 'waiting',
          decidedBy: null,
          reason: null,
        };
      },
      ProposalConfirmed: (document, { data }) =>
        document && { ...document, status: 'confirmed', decidedBy: data.confirmedBy },
      ProposalRejected: (document, { data }) =>
        document && { ...document, status: 'rejected', decidedBy: data.rejectedBy, reason: data.reason },
    },
  });
