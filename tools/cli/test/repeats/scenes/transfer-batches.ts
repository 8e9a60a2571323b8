import { approvedBatch, batchOf, issuedBatch, payable, preparedBatch, LATER } from '../money';
import type { Scenes } from '../scene';

const API = '/api/payments';

/** Files of transfers, and what the least of them may be. */
export const batchScenes: Scenes = {
  'POST /api/payments/payout-terms': {
    kind: 'creation',
    place: (stage) => {
      const number = stage.number();
      // Each on a day of its own, long after the season.
      const validFrom = new Date(Date.UTC(2040, 0, number)).toISOString().slice(0, 10);
      return Promise.resolve({
        path: '/api/payments/payout-terms',
        body: { version: `TERMS-${number}`, validFrom, minimumTransferCentimes: 5_000 },
        other: { minimumTransferCentimes: 6_000 },
      });
    },
  },
  'POST /api/payments/transfer-batches': {
    kind: 'creation',
    place: async (stage) => {
      await payable(stage);
      return {
        path: `${API}/transfer-batches`,
        body: batchOf(stage),
        other: { executionDate: LATER },
      };
    },
  },
  'POST /api/payments/transfer-batches/{id}/approve': {
    kind: 'act',
    place: async (stage) => {
      const path = `${API}/transfer-batches/${await preparedBatch(stage)}/approve`;
      return { path, token: stage.office.tokens.approver };
    },
  },
  'POST /api/payments/transfer-batches/{id}/refuse': {
    kind: 'act',
    place: async (stage) => {
      const path = `${API}/transfer-batches/${await preparedBatch(stage)}/refuse`;
      const token = stage.office.tokens.approver;
      return { path, body: { reason: 'too early' }, other: { reason: 'too late' }, token };
    },
  },
  'POST /api/payments/transfer-batches/{id}/cancel': {
    kind: 'act',
    place: async (stage) => {
      const { batchId } = await issuedBatch(stage);
      const token = stage.office.tokens.approver;
      const path = `${API}/transfer-batches/${batchId}/cancel`;
      return { path, body: { reason: 'not sent' }, other: { reason: 'wrong day' }, token };
    },
  },
  'POST /api/payments/transfer-batches/{id}/issue': {
    kind: 'act',
    place: async (stage) => ({ path: `${API}/transfer-batches/${await approvedBatch(stage)}/issue` }),
  },
  'POST /api/payments/transfer-batches/{id}/bank-answers': {
    kind: 'act',
    place: async (stage) => {
      const { batchId, booked, bookedAgain } = await issuedBatch(stage);
      const path = `${API}/transfer-batches/${batchId}/bank-answers`;
      return { path, body: booked, contentType: 'application/xml', alike: [{ body: bookedAgain }] };
    },
  },
};
