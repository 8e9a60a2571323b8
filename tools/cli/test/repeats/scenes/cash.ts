import { businessDate } from '@oce/quantities';
import { advanced } from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';

const API = '/api/payments';
const today = () => businessDate(new Date().toISOString());

async function counter(stage: Stage): Promise<string> {
  const counterId = stage.id('COUNTER');
  const body = { counterId, name: 'Guichet de Sefrou', place: 'Sefrou' };
  await stage.post('payments/counters', body, stage.office.tokens.approver);
  return counterId;
}

/** Somebody without an account, and a counter. */
async function wanted(stage: Stage) {
  const counterId = await counter(stage);
  const { producerCode } = await advanced(stage);
  return { dispositionId: stage.id('CASH'), producerCode, counterId };
}

async function prepared(stage: Stage) {
  const cash = await wanted(stage);
  await stage.postSoon('payments/cash-dispositions', cash);
  return cash;
}

async function approved(stage: Stage) {
  const cash = await prepared(stage);
  await stage.post(
    `payments/cash-dispositions/${cash.dispositionId}/approve`,
    {},
    stage.office.tokens.approver,
  );
  return cash;
}

export const cashScenes: Scenes = {
  'POST /api/payments/counters': {
    kind: 'creation',
    place: (stage) =>
      Promise.resolve({
        path: `${API}/counters`,
        body: { counterId: stage.id('COUNTER'), name: 'Guichet de Sefrou', place: 'Sefrou' },
        other: { place: 'Ouazzane' },
      }),
  },
  'POST /api/payments/counters/{id}/close': {
    kind: 'act',
    place: async (stage) => ({
      path: `${API}/counters/${await counter(stage)}/close`,
      body: { reason: 'no more cash there' },
      other: { reason: 'the clerk has left' },
    }),
  },
  'POST /api/payments/cash-dispositions': {
    kind: 'creation',
    place: async (stage) => ({
      path: `${API}/cash-dispositions`,
      body: await wanted(stage),
      other: { insteadOfSuspended: true },
    }),
  },
  'POST /api/payments/cash-dispositions/{id}/approve': {
    kind: 'act',
    place: async (stage) => {
      const { dispositionId } = await prepared(stage);
      return {
        path: `${API}/cash-dispositions/${dispositionId}/approve`,
        token: stage.office.tokens.approver,
      };
    },
  },
  'POST /api/payments/cash-dispositions/{id}/pay': {
    kind: 'act',
    place: async (stage) => {
      const { dispositionId, counterId } = await approved(stage);
      return {
        path: `${API}/cash-dispositions/${dispositionId}/pay`,
        body: { counterId, receiptNumber: 'R000451', paidOn: today() },
        other: { receiptNumber: 'R000452' },
        token: stage.office.tokens.approver,
      };
    },
  },
  'POST /api/payments/cash-dispositions/{id}/cancel': {
    kind: 'act',
    place: async (stage) => {
      const { dispositionId } = await approved(stage);
      return {
        path: `${API}/cash-dispositions/${dispositionId}/cancel`,
        body: { reason: 'the counter moved' },
        other: { reason: 'nobody came' },
        token: stage.office.tokens.approver,
      };
    },
  },
  // It takes a month: cash-disposition.spec.ts proves it on days of its own.
  'POST /api/payments/cash-dispositions/{id}/expire': {
    kind: 'standstill',
    place: () => Promise.reject(new Error('no cash is overdue here')),
  },
};
