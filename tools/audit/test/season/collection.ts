import type { LotTerms, Regraded } from '@oce/contracts';
import type { LotDelivery } from '../../src/events';
import { event, other, sealed, type LogBuilder } from './log-builder';

export const MEMBERS = ['P1', 'P2', 'P3'];

/** Who belongs, what is weighed, and on what. */
export function affiliate(log: LogBuilder): void {
  const grades = ['EV', 'V', 'L'].map((grade) => ({ grade, name: grade }));
  const product = {
    productId: 'OLIVES',
    name: 'Olives',
    gtin: '06111234567893',
    unit: 'kg' as const,
    kind: 'raw' as const,
    packing: null,
    grades,
  };
  log.add('affiliation.product', 'OLIVES', event('ProductListed', product));
  const cooperative = {
    cooperativeId: 'SEF',
    name: 'Sefrou',
    region: 'Fès',
    ice: '001',
    affiliatedOn: '2026-01-01',
  };
  log.add('affiliation.cooperative', 'SEF', event('CooperativeAffiliated', cooperative));
  for (const producerCode of [...MEMBERS, 'P4']) {
    const secret = sealed(producerCode);
    const personal = { name: secret, cin: secret, phone: secret, birthDate: secret };
    const member = { producerCode, cooperativeId: 'SEF', affiliatedOn: '2026-01-02', ...personal };
    log.add('affiliation.producer', producerCode, event('ProducerAffiliated', member));
  }
  const phone = sealed('P1');
  log.add('affiliation.producer', 'P1', event('ProducerContactChanged', { producerCode: 'P1', phone }));
  const left = { producerCode: 'P4', leftOn: '2026-09-01', reason: 'moved' };
  log.add('affiliation.producer', 'P4', event('ProducerLeft', left));
  const departed = { producerCode: 'P4', leftOn: '2026-09-01' };
  log.add('payments.account', 'P4', event('MemberDeparted', departed));
  const erased = { personId: 'P4', requestedOn: '2026-09-02', reason: 'asked' };
  log.add('affiliation.producer', 'P4', event('ErasureRequested', erased));
  const closed = { producerCode: 'P4', closedOn: '2026-09-02' };
  log.add('payments.account', 'P4', event('AccountClosed', closed));
  log.add('affiliation.producer', 'P4', event('PersonErased', erased));
  for (const campaignId of ['C26', 'C27']) {
    const days = { opensOn: '2026-09-01', lastWeighingOn: '2026-12-31' };
    const campaign = { campaignId, productId: 'OLIVES', name: campaignId, ...days };
    log.add('affiliation.campaign', campaignId, event('CampaignOpened', campaign));
  }
  const station = { stationId: 'ST1', name: 'Sefrou', cooperativeId: 'SEF', openedOn: '2026-09-01' };
  log.add('collection.station', 'ST1', event('StationOpened', station));
  const terminal = { stationId: 'ST1', terminalId: 'T1', scaleId: 'SC1' };
  log.add('collection.station', 'ST1', other('TerminalInstalled', terminal));
  const moisture = {
    basePpm: 260_000,
    method: { kind: 'pencil_shrink' as const, shrinkPpmPerPoint: 14_000 },
  };
  const limits = { impuritiesTolerancePpm: 10_000, maxImpuritiesPpm: 100_000, maxMoisturePpm: 400_000 };
  const rule = { productId: 'OLIVES', validFrom: '2026-09-01', ...limits, moisture };
  log.add('collection.intake-rule', 'OLIVES', event('IntakeRulePublished', rule));
}

export interface Weighing {
  readonly id: string;
  readonly member: string;
  readonly campaign: string;
  readonly grade: string;
  readonly grossGrams: number;
  readonly tareGrams: number;
  /** What is taken off for impurities above 1 %. */
  readonly impuritiesPpm?: number;
  readonly reducedGrams?: number;
  readonly replaces?: string;
  readonly settledAs?: LotTerms;
}

const place = (one: Weighing) => ({
  deliveryId: one.id,
  stationId: 'ST1',
  producerCode: one.member,
  campaignId: one.campaign,
  productId: 'OLIVES',
  weighedAt: '2026-10-01T08:00:00.000Z',
  ...(one.settledAs && { settledAs: one.settledAs }),
});
export const netOf = ({ grossGrams, tareGrams }: Weighing): number => grossGrams - tareGrams;
export const payableOf = (one: Weighing): number => netOf(one) - (one.reducedGrams ?? 0);

export const weighed = (one: Weighing) =>
  event('DeliveryWeighedIn', {
    ...place(one),
    terminalId: 'T1',
    scaleId: 'SC1',
    ticketNumber: one.id,
    grossGrams: one.grossGrams,
    tareGrams: one.tareGrams,
    netGrams: netOf(one),
  });

const reductionsOf = (one: Weighing) => {
  const { impuritiesPpm = 10_000, reducedGrams = 0 } = one;
  const allowed = { measuredPpm: impuritiesPpm, allowedPpm: 10_000 };
  return [{ kind: 'impurities' as const, ...allowed, fromGrams: netOf(one), reducedGrams }];
};

export const graded = (one: Weighing) => {
  const { impuritiesPpm = 10_000, replaces = null } = one;
  return event('DeliveryGraded', {
    ...place(one),
    grade: one.grade,
    sample: { sampleId: `S${one.id}`, impuritiesPpm, moisturePpm: 0 },
    reductions: reductionsOf(one),
    netGrams: netOf(one),
    payableGrams: payableOf(one),
    replaces,
  });
};

export function deliver(log: LogBuilder, one: Weighing): void {
  log.add('collection.delivery', one.id, weighed(one));
  log.add('collection.delivery', one.id, graded(one));
}

/** A reversal, with the delivery that stands for it where there is one. */
export function reverse(
  log: LogBuilder,
  one: Weighing,
  by?: Weighing,
  regraded: Regraded | null = null,
): void {
  const { weighedAt: _weighedAt, ...about } = place(one);
  const replacement = by && {
    deliveryId: by.id,
    ticketNumber: by.id,
    grossGrams: by.grossGrams,
    tareGrams: by.tareGrams,
    netGrams: netOf(by),
    reductions: reductionsOf(by),
    payableGrams: payableOf(by),
    regraded,
  };
  const weights = { netGrams: netOf(one), payableGrams: payableOf(one), grade: one.grade };
  const data = { ...about, ...weights, reason: 'tare', replacement: replacement ?? null };
  log.add('collection.delivery', one.id, event('DeliveryReversed', data));
  if (by) log.add('collection.delivery', by.id, weighed(by), graded({ ...by, replaces: one.id }));
}

/** A delivery that comes when the lot is closed, and hears of it. */
export function turnAway(log: LogBuilder, lotId: string, one: Weighing): void {
  const { id: deliveryId, member: producerCode } = one;
  const delivery = { deliveryId, producerCode, netGrams: netOf(one), payableGrams: payableOf(one) };
  log.add('collection.delivery', deliveryId, event('DeliveryTakenIntoLot', { lotId, ...delivery }));
  log.add('collection.lot', lotId, event('DeliveryTurnedAway', { lotId, deliveryId }));
  log.add('collection.delivery', deliveryId, event('DeliveryLeftLot', { deliveryId, lotId }));
}

/** A lot of one grade, filled and closed. */
export function fillLot(log: LogBuilder, lotId: string, all: readonly Weighing[]): void {
  const { campaign: campaignId, grade } = all[0] as Weighing;
  const lot = { lotId, stationId: 'ST1', campaignId, productId: 'OLIVES', grade };
  log.add('collection.lot', lotId, other('LotOpened', { ...lot, openedOn: '2026-10-01' }));
  const deliveries: LotDelivery[] = all.map((one) => ({
    deliveryId: one.id,
    producerCode: one.member,
    netGrams: netOf(one),
    payableGrams: payableOf(one),
  }));
  for (const one of deliveries) {
    log.add('collection.delivery', one.deliveryId, event('DeliveryTakenIntoLot', { lotId, ...one }));
    log.add('collection.lot', lotId, event('DeliveryAddedToLot', { lotId, ...one }));
  }
  const netGrams = deliveries.reduce((sum, one) => sum + one.netGrams, 0);
  const closed = { ...lot, netGrams, deliveries, closedOn: '2026-10-02' };
  log.add('collection.lot', lotId, event('LotClosed', closed));
}
