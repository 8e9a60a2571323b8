import {
  buyer,
  buyerOf,
  confirmedOrder,
  contractOf,
  releasedLot,
  order,
  orderToPlace,
  overpaid,
  proceedsOf,
  refundOf,
  sale,
  SMALL,
} from '../parts';
import type { Scenes } from '../scene';
import type { Stage } from '../stage';

/** A day of its own for each call. */
const dayOf = (stage: Stage): string =>
  new Date(Date.UTC(2027, 0, stage.number())).toISOString().slice(0, 10);

export const salesScenes: Scenes = {
  'POST /api/sales/buyers': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/buyers',
      body: buyerOf(stage, stage.id('BUYER')),
      other: { city: 'Meknès' },
    }),
  },
  'PUT /api/sales/buyers/{id}/tax-id': {
    kind: 'setting',
    place: async (stage) => {
      const buyerId = await buyer(stage);
      return {
        path: `/api/sales/buyers/${buyerId}/tax-id`,
        body: { taxId: '40123456' },
        other: { taxId: '40123457' },
        read: async (position) => (await stage.get(`sales/buyers/${buyerId}`, position)).taxId,
      };
    },
  },
  'POST /api/sales/vat-schedules': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/vat-schedules',
      body: {
        version: stage.id('VAT'),
        productKind: 'by-product',
        market: 'domestic',
        validFrom: dayOf(stage),
        ratePpm: 100_000,
      },
      other: { ratePpm: 200_000 },
    }),
  },
  'POST /api/sales/seller': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/seller',
      body: {
        name: 'Office des essais',
        place: 'Fès',
        ice: stage.ice(),
        taxId: '1234567',
        validFrom: dayOf(stage),
      },
      other: { name: 'Autre office' },
    }),
  },
  'PUT /api/sales/buyers/{id}/limit': {
    kind: 'setting',
    place: async (stage) => {
      const buyerId = await buyer(stage);
      return {
        path: `/api/sales/buyers/${buyerId}/limit`,
        body: { limitCentimes: 100_000_000 },
        other: { limitCentimes: 200_000_000 },
        read: async (position) => (await stage.get(`sales/buyers/${buyerId}`, position)).limitCentimes,
      };
    },
  },
  'POST /api/sales/contracts': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/contracts',
      body: contractOf(stage.id('CONTRACT'), await buyer(stage)),
      other: { paymentDays: 60 },
    }),
  },
  'POST /api/sales/lots/{id}/offer': {
    kind: 'act',
    place: async (stage) => {
      const { lotId } = await releasedLot(stage);
      const body = { kind: 'pooled', offeredOn: '2026-10-11' };
      return { path: `/api/sales/lots/${lotId}/offer`, body, other: { kind: 'traceable' } };
    },
  },
  'POST /api/sales/orders': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/orders',
      body: await orderToPlace(stage),
      other: { placedOn: '2026-10-15' },
    }),
  },
  'POST /api/sales/orders/{id}/confirm': {
    kind: 'act',
    place: async (stage) => {
      const { orderId } = await order(stage);
      const path = `/api/sales/orders/${orderId}/confirm`;
      return { path, body: { confirmedOn: '2026-10-13' }, other: { confirmedOn: '2026-10-14' } };
    },
  },
  'POST /api/sales/orders/{id}/fulfil': {
    kind: 'act',
    place: async (stage) => {
      const { orderId } = await confirmedOrder(stage);
      const body = { deliveryNoteNumber: stage.id('BL'), deliveredOn: '2026-10-14' };
      return { path: `/api/sales/orders/${orderId}/fulfil`, body, other: { deliveredOn: '2026-10-15' } };
    },
  },
  'POST /api/sales/orders/{id}/cancel': {
    kind: 'act',
    place: async (stage) => {
      const { orderId } = await order(stage);
      const body = { reason: 'the buyer asks', cancelledOn: '2026-10-13' };
      return { path: `/api/sales/orders/${orderId}/cancel`, body, other: { cancelledOn: '2026-10-14' } };
    },
  },
  'POST /api/sales/proceeds': {
    kind: 'creation',
    place: async (stage) => ({
      path: '/api/sales/proceeds',
      body: proceedsOf(stage, await sale(stage)),
      other: { valueDate: '2026-10-21' },
    }),
  },
  'POST /api/sales/invoices/{id}/reversals': {
    kind: 'creation',
    place: async (stage) => {
      const { invoiceNumber, proceedsId } = await overpaid(stage, 0);
      const about = { reversalId: stage.id('REVERSAL'), proceedsId };
      const body = { ...about, reason: 'booked to the wrong invoice', reversedOn: '2026-10-21' };
      const path = `/api/sales/invoices/${invoiceNumber}/reversals`;
      return { path, body, other: { reason: 'another reason' } };
    },
  },
  'POST /api/sales/buyers/{id}/refunds': {
    kind: 'creation',
    place: async (stage) => {
      const { buyerId } = await overpaid(stage, 10_000);
      const path = `/api/sales/buyers/${buyerId}/refunds`;
      return { path, body: refundOf(stage), other: { amountCentimes: 4_000 } };
    },
  },
  'POST /api/sales/buyers/{id}/refund-returns': {
    kind: 'creation',
    place: async (stage) => {
      const { buyerId } = await overpaid(stage, 10_000);
      const { amountCentimes: _whole, ...refund } = refundOf(stage);
      await stage.post(`sales/buyers/${buyerId}/refunds`, { ...refund, amountCentimes: 5_000 });
      const own = { returnId: stage.id('RETURN'), bankReference: stage.id('VIR') };
      const path = `/api/sales/buyers/${buyerId}/refund-returns`;
      return { path, body: { ...refund, ...own }, other: { reason: 'another reason' } };
    },
  },
  'POST /api/sales/buyers/{id}/set-offs': {
    kind: 'creation',
    place: async (stage) => {
      const { buyerId } = await overpaid(stage, 10_000);
      const { invoiceNumber } = await sale(stage, SMALL, buyerId);
      const about = { setOffId: stage.id('SETOFF'), invoiceNumber };
      const body = { ...about, amountCentimes: 5_000, setOffOn: '2026-10-21' };
      return { path: `/api/sales/buyers/${buyerId}/set-offs`, body, other: { amountCentimes: 4_000 } };
    },
  },
  'POST /api/sales/invoices/{id}/credit-notes': {
    kind: 'creation',
    place: async (stage) => {
      const { lotId, invoiceNumber } = await sale(stage);
      const lines = [{ lotId, amountCentimes: 10_000 }];
      const body = { creditId: stage.id('CREDIT'), lines, reason: 'acidity', grantedOn: '2026-10-16' };
      const path = `/api/sales/invoices/${invoiceNumber}/credit-notes`;
      return { path, body, other: { reason: 'another reason' } };
    },
  },
  'POST /api/sales/invoices/{id}/credit-note-reversals': {
    kind: 'creation',
    place: async (stage) => {
      const { lotId, invoiceNumber } = await sale(stage);
      const creditId = stage.id('CREDIT');
      const lines = [{ lotId, amountCentimes: 10_000 }];
      const credit = { creditId, lines, reason: 'acidity', grantedOn: '2026-10-16' };
      await stage.post(`sales/invoices/${invoiceNumber}/credit-notes`, credit);
      const path = `/api/sales/invoices/${invoiceNumber}/credit-note-reversals`;
      const body = { reversalId: stage.id('CRV'), creditId, reason: 'another lot', reversedOn: '2026-10-17' };
      return { path, body, other: { reason: 'another reason' } };
    },
  },
};
