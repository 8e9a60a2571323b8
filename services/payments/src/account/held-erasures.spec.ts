import { affiliation } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { P } from '../../test/accounts';
import { accountEvents } from './domain/account.events';
import { awaitedDeliveriesProjection, heldErasuresProjection } from './reads/held-erasures';

const requested = (personId: string) =>
  affiliation.producer.ErasureRequested({ personId, requestedOn: '2027-04-02', reason: 'asked for it' });
const closed = accountEvents.AccountClosed({ producerCode: P, closedOn: '2027-05-02' });

describe('held erasures', () => {
  it('are those of the persons who asked and whose accounts are not closed', () => {
    const both = [requested(P), requested('P-0002')];
    expect(projected(heldErasuresProjection, both)).toEqual({
      [P]: { producerCode: P },
      'P-0002': { producerCode: 'P-0002' },
    });
    expect(projected(heldErasuresProjection, [...both, closed])).toEqual({
      'P-0002': { producerCode: 'P-0002' },
    });
  });
});

const of = (type: string, v: number, deliveryId: string): Event => ({
  type,
  v,
  data: { deliveryId, producerCode: P },
});
const weighed = [of('DeliveryWeighedIn', 2, 'D1'), of('DeliveryWeighedIn', 2, 'D2')];
const corrected = (counts: { deliveryId: string } | null): Event => ({
  type: 'CorrectionPosted',
  v: 1,
  data: { producerCode: P, deliveryId: 'D1', counts },
});
const awaited = (...events: Event[]) => projected(awaitedDeliveriesProjection, [...weighed, ...events]);
const D1 = { deliveryId: 'D1', producerCode: P };
const D2 = { deliveryId: 'D2', producerCode: P };

describe('awaited deliveries', () => {
  it('are those that were weighed', () => {
    expect(awaited()).toEqual({ D1, D2 });
  });

  it.each([
    ['refused', of('DeliveryRefused', 1, 'D1')],
    ['reversed', of('DeliveryReversed', 2, 'D1')],
    ['advanced', of('AdvancePosted', 1, 'D1')],
  ])('are awaited no more once they are %s', (_, event) => {
    expect(awaited(event)).toEqual({ D2 });
  });

  it('are on the account with a correction that counts them in place of another', () => {
    expect(awaited(corrected({ deliveryId: 'D2' }))).toEqual({ D1 });
    expect(awaited(corrected(null))).toEqual({ D1, D2 });
  });
});
