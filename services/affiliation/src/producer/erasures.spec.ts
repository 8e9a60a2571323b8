import { payments, type ErasureHold } from '@oce/contracts';
import type { Event } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { producerEvents } from './domain/producer.events';
import { erasuresProjection } from './reads/erasures';

const asked = { personId: 'P-1', requestedOn: '2027-04-02', reason: 'asked for it' };
const requested = producerEvents.ErasureRequested(asked);
const balance: ErasureHold = { kind: 'balance', count: 1, amountCentimes: 354_684 };
const share: ErasureHold = { kind: 'open_share', count: 2, amountCentimes: null };
const held = (...holds: ErasureHold[]) =>
  payments.erasure.ErasureHeld({ producerCode: 'P-1', holds, awaited: ['D-1'], heldOn: '2027-04-02' });
const closed = payments.erasure.AccountClosed({ producerCode: 'P-1', closedOn: '2027-05-02' });
const erased = producerEvents.PersonErased(asked);
const erasures = (...events: Event[]) => projected(erasuresProjection, events);

describe('erasures', () => {
  it('are requested at first, and held for what payments said last', () => {
    expect(erasures(requested)).toEqual({ 'P-1': { ...asked, status: 'requested', holds: [] } });
    expect(erasures(requested, held(balance, share), held(share))).toEqual({
      'P-1': { ...asked, status: 'held', holds: [share] },
    });
  });

  it('are held for nothing once the account is closed, and done once the person is erased', () => {
    const past = [requested, held(balance), closed];
    expect(erasures(...past)).toEqual({ 'P-1': { ...asked, status: 'requested', holds: [] } });
    expect(erasures(...past, erased)).toEqual({ 'P-1': { ...asked, status: 'erased', holds: [] } });
  });

  it('are not made by what payments says of somebody who never asked', () => {
    expect(erasures(held(balance), closed)).toEqual({});
  });
});
