import { addDays, businessDate } from '@oce/quantities';
import {
  anotherRib,
  approve,
  charged,
  closedPool,
  filledPool,
  KNOWN,
  latePool,
  pool,
  poolOf,
  poolWithRest,
  proposal,
  unpricedDelivery,
} from '../money';
import { cashScenes } from './cash';
import { advanced, harvest, pricesOf, producer } from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';
import { batchScenes } from './transfer-batches';

const API = '/api/payments';

async function disputed(stage: Stage) {
  const { producerCode, lineId } = await advanced(stage);
  const disputeId = stage.id('DISPUTE');
  await stage.post(`payments/accounts/${producerCode}/disputes`, { disputeId, lineId, reason: 'weight' });
  return { producerCode, disputeId };
}

const scheduleScenes: Scenes = {
  'POST /api/payments/charge-schedules': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/charge-schedules`,
      body: {
        version: stage.id('CHARGES'),
        // Long before anything was charged: what other scenes charge has the kinds of a later one.
        validFrom: '2020-01-01',
        kinds: [
          { kind: 'transport', name: 'Transport' },
          { kind: 'freight', name: 'Fret' },
        ],
      },
      other: { kinds: [{ kind: 'transport', name: 'Transport' }] },
    }),
  },
};

const accountScenes: Scenes = {
  'POST /api/payments/price-schedules': {
    kind: 'creation',
    place: async (stage) => {
      const { campaignId, productId } = await harvest(stage, { priced: false });
      const body = pricesOf(stage.id('PRICE'), campaignId, productId);
      return { path: `${API}/price-schedules`, body, other: { advancePpm: 700_000 } };
    },
  },
  'POST /api/payments/purchase-prices': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/purchase-prices`,
      body: {
        version: stage.id('PURCHASE'),
        productId: (await harvest(stage, { priced: false })).productId,
        validFrom: '2026-09-01',
        grades: [{ grade: 'extra', pricePerKgCentimes: 550 }],
      },
      other: { validFrom: '2026-09-02' },
    }),
  },
  'POST /api/payments/deduction-schedules': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/deduction-schedules`,
      body: {
        version: stage.id('DEDUCTION'),
        // Long after the season: nothing that was weighed has its terms from it, and no settlement is taken under it.
        validFrom: addDays(businessDate(new Date().toISOString()), 1_000),
        capsPpm: { legal: 100_000, insurance: 200_000, input_credit: 300_000, voluntary: 100_000 },
        floorPpm: 500_000,
      },
      other: { floorPpm: 400_000 },
    }),
  },
  'POST /api/payments/accounts/{id}/credits': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/accounts/${(await producer(stage)).producerCode}/credits`,
      body: {
        creditId: stage.id('CREDIT'),
        amountCentimes: 50_000,
        purpose: 'crates',
        grantedOn: '2026-10-01',
      },
      other: { purpose: 'seedlings' },
    }),
  },
  'POST /api/payments/accounts/{id}/premiums': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/accounts/${(await producer(stage)).producerCode}/premiums`,
      body: { premiumId: stage.id('PREMIUM'), period: '2026-T4', amountCentimes: 9_000, dueOn: '2026-12-01' },
      other: { dueOn: '2026-12-15' },
    }),
  },
  'POST /api/payments/accounts/{id}/credit-reversals': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const creditId = stage.id('CREDIT');
      const credit = { creditId, amountCentimes: 50_000, purpose: 'crates', grantedOn: '2026-10-01' };
      await stage.post(`payments/accounts/${producerCode}/credits`, credit);
      const path = `${API}/accounts/${producerCode}/credit-reversals`;
      const body = { creditId, reason: 'the crates of another' };
      return { path, body, other: { reason: 'no crates' }, token: stage.office.tokens.approver };
    },
  },
  'POST /api/payments/accounts/{id}/premium-reversals': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode } = await producer(stage);
      const premiumId = stage.id('PREMIUM');
      const premium = { premiumId, period: '2026-T4', amountCentimes: 9_000, dueOn: '2026-12-01' };
      await stage.post(`payments/accounts/${producerCode}/premiums`, premium);
      const path = `${API}/accounts/${producerCode}/premium-reversals`;
      const body = { premiumId, reason: 'the family of another' };
      return { path, body, other: { reason: 'no family' }, token: stage.office.tokens.approver };
    },
  },
  'POST /api/payments/accounts/{id}/advances': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode, deliveryId } = await unpricedDelivery(stage);
      return { path: `${API}/accounts/${producerCode}/advances`, body: { deliveryId } };
    },
  },
  'POST /api/payments/accounts/{id}/disputes': {
    kind: 'creation',
    place: async (stage) => {
      const { producerCode, lineId } = await advanced(stage);
      const body = { disputeId: stage.id('DISPUTE'), lineId, reason: 'weight' };
      return { path: `${API}/accounts/${producerCode}/disputes`, body, other: { reason: 'grade' } };
    },
  },
  'POST /api/payments/accounts/{id}/dispute-resolutions': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode, disputeId } = await disputed(stage);
      return {
        path: `${API}/accounts/${producerCode}/dispute-resolutions`,
        body: { disputeId, outcome: 'upheld', resolution: 'weighed again', amountCentimes: 1_000 },
        other: { amountCentimes: 2_000 },
        token: stage.office.tokens.approver,
      };
    },
  },
  'POST /api/payments/bank-details/{id}/proposals': {
    kind: 'setting',
    place: async (stage) => {
      const { producerCode, rib } = await producer(stage);
      await stage.getSoon(`payments/bank-details/${producerCode}`, (payee) => payee);
      return {
        path: `${API}/bank-details/${producerCode}/proposals`,
        body: { rib },
        other: { rib: anotherRib(stage) },
        follow: ({ ribHash = '' }) => approve(stage, { producerCode, ribHash }),
        read: async (position) =>
          (await stage.get(`payments/bank-details/${producerCode}`, position)).approved.rib,
      };
    },
  },
  'POST /api/payments/bank-details/{id}/approvals': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode, ribHash } = await proposal(stage);
      const token = stage.office.tokens.approver;
      return { path: `${API}/bank-details/${producerCode}/approvals`, body: { ribHash }, token };
    },
  },
  'POST /api/payments/bank-details/{id}/refusals': {
    kind: 'act',
    place: async (stage) => {
      const { producerCode, ribHash } = await proposal(stage);
      const body = { ribHash, reason: 'not the name' };
      const token = stage.office.tokens.approver;
      const path = `${API}/bank-details/${producerCode}/refusals`;
      return { path, body, other: { reason: 'not the bank' }, token };
    },
  },
};

const poolScenes: Scenes = {
  'POST /api/payments/pools': {
    kind: 'creation',
    place: async (stage) => {
      const body = poolOf(stage.id('POOL'), await harvest(stage));
      const other = { terms: { ...body.terms, commissionPpm: 20_000 } };
      return { path: `${API}/pools`, body, other };
    },
  },
  'POST /api/payments/pools/{id}/charges': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/pools/${(await pool(stage)).poolId}/charges`,
      body: { chargeId: stage.id('CHARGE'), kind: 'transport', chargedBy: 'oce', amountCentimes: 1_000 },
      other: { amountCentimes: 2_000 },
    }),
  },
  'POST /api/payments/pools/{id}/proceeds': {
    kind: 'act',
    place: async (stage) => {
      const { poolId, proceedsId } = await latePool(stage);
      return { path: `${API}/pools/${poolId}/proceeds`, body: { proceedsId } };
    },
  },
  'POST /api/payments/pools/{id}/close': {
    kind: 'act',
    place: async (stage) => {
      const path = `${API}/pools/${await filledPool(stage)}/close`;
      const token = stage.office.tokens.approver;
      const body = { closedOn: businessDate(new Date().toISOString()), acknowledge: KNOWN };
      return { path, body, other: { closedOn: '2026-10-06' }, token };
    },
  },
};

const holidayScenes: Scenes = {
  'POST /api/payments/holidays': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/holidays`,
      body: { day: addDays('2027-06-01', stage.number()), name: 'Aïd al-Fitr', decree: 'communiqué' },
      other: { name: 'Aïd al-Adha' },
    }),
  },
  'POST /api/payments/holidays/{id}/withdraw': {
    kind: 'act',
    place: async (stage) => {
      const day = addDays('2028-06-01', stage.number() % 400);
      const holiday = { day, name: 'Aïd al-Adha', decree: 'communiqué' };
      await stage.post('payments/holidays', holiday);
      return { path: `${API}/holidays/${holiday.day}/withdraw`, body: { reason: 'the moon was seen later' } };
    },
  },
};

/** What comes after a closing. */
const lateScenes: Scenes = {
  'POST /api/payments/pools/{id}/charge-reversals': {
    kind: 'act',
    place: async (stage) => {
      const { poolId } = await pool(stage);
      const chargeId = await charged(stage, poolId);
      const path = `${API}/pools/${poolId}/charge-reversals`;
      return { path, body: { chargeId, reason: 'posted twice' }, other: { reason: 'another pool' } };
    },
  },
  'POST /api/payments/pools/{id}/supplements': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/pools/${await poolWithRest(stage)}/supplements`,
      body: { supplementId: stage.id('SUPPLEMENT') },
      token: stage.office.tokens.approver,
    }),
  },
  'POST /api/payments/pools/{id}/take-back-closing': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/pools/${await closedPool(stage)}/take-back-closing`,
      body: { reason: 'an invoice was forgotten' },
      other: { reason: 'a charge was forgotten' },
      token: stage.office.tokens.approver,
    }),
  },
  'POST /api/payments/pools/{id}/wind-up': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/pools/${await poolWithRest(stage)}/wind-up`,
      body: { acknowledge: KNOWN },
      token: stage.office.tokens.approver,
    }),
  },
};

export const paymentsScenes: Scenes = {
  ...scheduleScenes,
  ...accountScenes,
  ...lateScenes,
  ...poolScenes,
  ...holidayScenes,
  ...batchScenes,
  ...cashScenes,
};
