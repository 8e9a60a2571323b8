import type { EventOf } from '@oce/event-sourcing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { accountEvents } from '../src/account/domain/account.events';
import { poolAggregate } from '../src/pool/domain/pool';
import { balancesOf, closePool, dataOf, paymentsInMemory, poolsOf } from './payments-in-memory';
import { grade, KINDS, owe, POOL, publishSchedules, receive } from './season-events';

export const D1 = { deliveryId: 'D1', producerCode: 'P1', grade: 'extra', payableGrams: 1_467_000 };
export const D2 = { deliveryId: 'D2', producerCode: 'P2', grade: 'vierge', payableGrams: 4_020_000 };
export const D3 = { deliveryId: 'D3', producerCode: 'P3', grade: 'courante', payableGrams: 2_513_000 };

let offices: OfficeInMemory[] = [];

/** After each test. */
export async function closeOffices(): Promise<void> {
  for (const office of offices) await office.close();
  offices = [];
}

/** An office in which nothing has happened yet. */
export async function emptyOffice(): Promise<OfficeInMemory> {
  const office = await paymentsInMemory();
  offices.push(office);
  return office;
}

/** The pool of the worked numbers, case 3, before its closing. */
export async function open(terms = POOL.terms): Promise<OfficeInMemory> {
  const office = await emptyOffice();
  await publishSchedules(office);
  await office.send(poolAggregate, 'POOL-1', { type: 'OpenPool', data: { ...POOL, terms } });
  await owe(office, 'P1');
  for (const delivery of [D1, D2, D3]) await grade(office, delivery);
  await receive(office, 'R1', 'pooled', [
    { lotId: 'L1', grade: 'extra', amountCentimes: 2_000_000 },
    { lotId: 'L2', grade: 'vierge', amountCentimes: 4_200_000 },
  ]);
  await charge(office, 'C1', 210_000);
  await office.settle();
  return office;
}

/** The same, closed. */
export async function closed(): Promise<OfficeInMemory> {
  const office = await open();
  await closePool(office, 'POOL-1');
  await office.settle();
  return office;
}

export const charge = (office: OfficeInMemory, chargeId: string, amountCentimes: number) =>
  office.send(poolAggregate, 'POOL-1', {
    type: 'PostCharge',
    data: { poolId: 'POOL-1', chargeId, kind: 'freight', chargedBy: 'third_party', amountCentimes },
    facts: { kinds: KINDS },
  });

/** Proceeds that come after the closing. */
export const late = (office: OfficeInMemory, proceedsId: string, amountCentimes: number) =>
  receive(office, proceedsId, 'pooled', [{ lotId: 'L1', grade: 'extra', amountCentimes }]);

/** The parts of supplements, by member. */
export const parts = async (office: OfficeInMemory) =>
  dataOf<EventOf<typeof accountEvents.SupplementPosted>>(await office.events(), 'SupplementPosted')
    .sort((one, other) => (one.producerCode < other.producerCode ? -1 : 1))
    .map((one) => [one.producerCode, one.shareCentimes]);
export const balance = async (office: OfficeInMemory, account: string) =>
  balancesOf(await office.events()).get(account) ?? 0;
export const rest = async (office: OfficeInMemory) => (await poolsOf(office))[0]?.restCentimes;
