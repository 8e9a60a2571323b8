import { projectionFrom } from '@oce/projections';
import { lotEvents, type LotOpened } from '../domain/lot.events';

export type LotDocument = LotOpened['data'] & {
  readonly status: 'open' | 'closed';
  readonly deliveries: number;
  readonly netGrams: number;
  readonly payableGrams: number;
  readonly closedOn: string | null;
  /** What each delivery counts, so that one that leaves is taken off exactly. */
  readonly members: Readonly<Record<string, readonly [netGrams: number, payableGrams: number]>>;
};

/** Which raw lots are there, and how full are they? */
export const lotsProjection = projectionFrom(lotEvents)<LotDocument>({
  name: 'lots',
  version: 1,
  indexes: [{ fields: { stationId: 1, status: 1, _id: 1 } }],
  keys: (event) => [event.data.lotId],
  project: {
    LotOpened: (_document, { data }) => ({
      ...data,
      status: 'open',
      deliveries: 0,
      netGrams: 0,
      payableGrams: 0,
      closedOn: null,
      members: {},
    }),
    DeliveryAddedToLot: (document, { data: { deliveryId, netGrams, payableGrams } }) =>
      document && counted(document, { ...document.members, [deliveryId]: [netGrams, payableGrams] }),
    DeliveryTakenOutOfLot(document, { data }) {
      if (!document) return undefined;
      const { [data.deliveryId]: _takenOut, ...members } = document.members;
      return counted(document, members);
    },
    DeliveryTurnedAway: (document) => document,
    LotClosed: (document, { data }) => document && { ...document, status: 'closed', closedOn: data.closedOn },
  },
});

function counted(document: LotDocument, members: LotDocument['members']): LotDocument {
  const all = Object.values(members);
  const sum = (at: 0 | 1) => all.reduce((total, one) => total + one[at], 0);
  return { ...document, members, deliveries: all.length, netGrams: sum(0), payableGrams: sum(1) };
}
