import { payments, type ErasureHold } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { producerEvents } from '../domain/producer.events';

export interface ErasureDocument {
  readonly personId: string;
  readonly requestedOn: string;
  readonly reason: string;
  /** `requested` until payments has said whether money is open, `held` while it is. */
  readonly status: 'requested' | 'held' | 'erased';
  /** Why it is held: what of the person's money is open. */
  readonly holds: readonly ErasureHold[];
}

/** Who asked to be forgotten, and what is it held for? */
export const erasuresProjection = projectionFrom(
  producerEvents.ErasureRequested,
  producerEvents.PersonErased,
  payments.erasure,
)<ErasureDocument>({
  name: 'erasures',
  version: 1,
  indexes: [{ fields: { status: 1, _id: 1 } }],
  keys: (event) => ['personId' in event.data ? event.data.personId : event.data.producerCode],
  project: {
    ErasureRequested: (_document, { data: { personId, requestedOn, reason } }) => ({
      personId,
      requestedOn,
      reason,
      status: 'requested',
      holds: [],
    }),
    ErasureHeld: (document, { data }) =>
      document && {
        ...document,
        status: 'held',
        holds: data.holds.map(({ kind, count, amountCentimes }) => ({ kind, count, amountCentimes })),
      },
    AccountClosed: (document) => document && { ...document, status: 'requested', holds: [] },
    PersonErased: (_document, { data: { personId, requestedOn, reason } }) => ({
      personId,
      requestedOn,
      reason,
      status: 'erased',
      holds: [],
    }),
  },
});
