import { addDays, businessDate, nextBankingDay } from '@oce/quantities';
import { bookingNotice, readFile } from '@oce/demo';
import { personOf, type Person } from '../small-office';
import { advanced, graded, harvest, pricesOf, proceedsOf, producer, sale, type Harvest } from './parts';
import type { Stage } from './stage';

/** What commands on money stand on: accounts, pools, batches of transfers. */

/** A member with a bank account that two persons have approved. */
export async function payee(stage: Stage): Promise<Person> {
  const person = await producer(stage);
  const proposed = await proposal(stage, person);
  await approve(stage, proposed);
  return person;
}

interface Proposal {
  readonly producerCode: string;
  readonly ribHash: string;
}

/** An account that waits for its second person; payments may still have to hear of the member. */
export async function proposal(stage: Stage, person?: Person): Promise<Proposal> {
  const { producerCode, rib } = person ?? (await producer(stage));
  const { ribHash } = await stage.postSoon(`payments/bank-details/${producerCode}/proposals`, { rib });
  return { producerCode, ribHash };
}

export function approve(stage: Stage, { producerCode, ribHash }: Proposal): Promise<{ position: number }> {
  return stage.post(
    `payments/bank-details/${producerCode}/approvals`,
    { ribHash },
    stage.office.tokens.approver,
  );
}

/** The bank account of somebody who is affiliated nowhere. */
export const anotherRib = (stage: Stage): string => personOf(stage.number()).rib;

export const poolOf = (poolId: string, { campaignId, productId }: Harvest) => ({
  poolId,
  kind: 'pooled',
  campaignId,
  productId,
  grades: ['extra'],
  terms: {
    milling: { perKgCentimes: 0, chargedBy: 'third_party' },
    commissionPpm: 10_000,
    oceChargesCapPpm: 50_000,
  },
});

/** An open pool of a campaign of its own. */
export async function pool(stage: Stage, of?: Harvest): Promise<{ poolId: string } & Harvest> {
  const season = of ?? (await harvest(stage));
  const poolId = stage.id('POOL');
  await stage.post('payments/pools', poolOf(poolId, season));
  return { poolId, ...season };
}

/** An open pool with the proceeds of its one sale in it. */
export async function filledPool(stage: Stage): Promise<string> {
  const { poolId, ...season } = await pool(stage);
  const { proceedsId } = await paid(stage, season);
  await stage.getSoon(`payments/pools/${poolId}`, (found) =>
    JSON.stringify(found).includes(proceedsId) ? found : undefined,
  );
  return poolId;
}

/** Everything that may be outstanding in a pool of a scene, which ends nothing else. */
export const KNOWN = [
  'open_invoices',
  'unsold_lots',
  'ungraded_deliveries',
  'unlotted_deliveries',
  'open_campaign',
  'members_without_convention',
  'rest_to_share',
];

/** A charge on a pool. */
export async function charged(stage: Stage, poolId: string): Promise<string> {
  const chargeId = stage.id('CHARGE');
  const charge = { chargeId, kind: 'transport', chargedBy: 'third_party', amountCentimes: 1_000 };
  await stage.post(`payments/pools/${poolId}/charges`, charge);
  return chargeId;
}

/** A closed pool whose final shares are posted. */
export async function closedPool(stage: Stage, of?: string): Promise<string> {
  const poolId = of ?? (await filledPool(stage));
  const { approver } = stage.office.tokens;
  await stage.postSoon(`payments/pools/${poolId}/close`, { acknowledge: KNOWN }, approver);
  await stage.getSoon(`payments/pools/${poolId}/outstanding`, (found) => found);
  return poolId;
}

/** A closed pool with a charge that was taken back since. */
export async function poolWithRest(stage: Stage): Promise<string> {
  const poolId = await filledPool(stage);
  const chargeId = await charged(stage, poolId);
  await closedPool(stage, poolId);
  await stage.post(`payments/pools/${poolId}/charge-reversals`, { chargeId, reason: 'posted twice' });
  return poolId;
}

/** Proceeds of a sale. */
async function paid(stage: Stage, season: Harvest): Promise<{ proceedsId: string }> {
  const proceeds = proceedsOf(stage, await sale(stage, season));
  await stage.post('sales/proceeds', proceeds);
  return proceeds;
}

/** Whether a matter with this id in its reaction waits with a clerk of payments. */
function matterOf(stage: Stage, id: string): Promise<unknown> {
  return stage.getSoon('payments/attention?limit=200', ({ items }) =>
    (items as { reaction: object }[]).find(({ reaction }) => JSON.stringify(reaction).includes(`"${id}"`)),
  );
}

/** A pool that was opened after its proceeds had come: they wait to be assigned. */
export async function latePool(stage: Stage): Promise<{ poolId: string; proceedsId: string }> {
  const season = await harvest(stage);
  const { proceedsId } = await paid(stage, season);
  await matterOf(stage, proceedsId);
  const { poolId } = await pool(stage, season);
  return { poolId, proceedsId };
}

/** A delivery that was graded while no price was in force, so that its advance waits; now there is one. */
export async function unpricedDelivery(stage: Stage): Promise<{ producerCode: string; deliveryId: string }> {
  const season = await harvest(stage, { priced: false });
  const { producerCode, deliveryId } = await graded(stage, season);
  await matterOf(stage, deliveryId);
  await stage.post(
    'payments/price-schedules',
    pricesOf(stage.id('PRICE'), season.campaignId, season.productId),
  );
  return { producerCode, deliveryId };
}

/** A day on which banks work, on which a batch may be executed. */
const SOON = nextBankingDay(addDays(businessDate(new Date().toISOString()), 3));
/** Another. */
export const LATER = nextBankingDay(addDays(SOON, 1));

export const batchOf = (stage: Stage) => ({ batchId: stage.id('BATCH'), executionDate: SOON });

/** Somebody who can be paid now. The next batch takes all of these, so that it is made for one command at a time. */
export async function payable(stage: Stage): Promise<Person> {
  const person = await payee(stage);
  await advanced(stage, { producerCode: person.producerCode });
  return person;
}

export async function preparedBatch(stage: Stage): Promise<string> {
  await payable(stage);
  const batch = batchOf(stage);
  await stage.postSoon('payments/transfer-batches', batch);
  return batch.batchId;
}

export async function approvedBatch(stage: Stage): Promise<string> {
  const batchId = await preparedBatch(stage);
  await stage.post(`payments/transfer-batches/${batchId}/approve`, {}, stage.office.tokens.approver);
  return batchId;
}

/** An issued batch, and two notices of the bank that all of it was booked. */
export async function issuedBatch(stage: Stage) {
  const batchId = await approvedBatch(stage);
  await stage.post(`payments/transfer-batches/${batchId}/issue`);
  const file = readFile(await stage.get(`payments/transfer-batches/${batchId}/pain001`));
  // The bank books today: years ahead would be another age.
  const bookedOn = businessDate(new Date().toISOString());
  const notice = (number: number) =>
    bookingNotice(file, file.transfers, { id: `${batchId}-${number}`, bookedOn });
  return { batchId, booked: notice(1), bookedAgain: notice(2) };
}
