import { projectionFrom } from '@oce/projections';
import { lotEvents, type LotOpened } from '../domain/lot.events';

export type LotDocument = LotOpened['data'] & {
  readonly status: 'open' | 'closed';
  readonly deliveries: number;
  readonly netGrams: number;
  readonly payableGrams: number;
  readonly closedOn: string | null;
  /** What each delivery counts, so that one that leaves is taken off exactly: a lot holds MOST_DELIVERIES. */
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
      document &&
      counted(document, 1, [netGrams, payableGrams], {
        ...document.members,
        [deliveryId]: [netGrams, payableGrams],
      }),
    DeliveryTakenOutOfLot(document, { data }) {
      if (!document) return undefined;
      const { [data.deliveryId]: takenOut, ...members } = document.members;
      // A reversal may overtake the adding: then it never was in it.
      return takenOut === undefined ? document : counted(document, -1, takenOut, members);
    },
    DeliveryTurnedAway: (document) => document,
    LotClosed: (document, { data }) => document && { ...document, status: 'closed', closedOn: data.closedOn },
  },
});

function counted(
  document: LotDocument,
  sign: 1 | -1,
  [netGrams, payableGrams]: readonly [netGrams: number, payableGrams: number],
  members: LotDocument['members'],
): LotDocument {
  return {
    ...document,
    members,
    deliveries: document.deliveries + sign,
    netGrams: document.netGrams + sign * netGrams,
    payableGrams: document.payableGrams + sign * payableGrams,
  };
}
