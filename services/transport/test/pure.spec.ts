import { certification, conditioning, sales, transport } from '@oce/contracts';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { checklistAggregate, checklistEvents, rulesOn } from '../src/checklist/domain/checklist';
import { missingAt, type DocumentRule } from '../src/checklist/domain/rules';
import { whenUnitLeavesShipmentThenFreeIt } from '../src/custody/reactions/when-unit-leaves-shipment-then-free-it';
import { lotsProjection } from '../src/goods/reads/lots';
import { ordersProjection } from '../src/goods/reads/orders';
import { packedUnitsProjection } from '../src/goods/reads/packed-units';
import { permitsProjection } from '../src/goods/reads/permits';
import { saleContractsProjection } from '../src/goods/reads/sale-contracts';
import { whenShipmentEndsThenFreeItsOrder } from '../src/reservation/reactions/when-shipment-ends-then-free-its-order';
import { shipmentEvents } from '../src/shipment/domain/shipment.events';
import { whenLotStoppedThenNameIt } from '../src/shipment/reactions/when-lot-stopped-then-name-it';
import { whenUnitLoadedThenTakeItOnBoard } from '../src/shipment/reactions/when-unit-loaded-then-take-it-on-board';
import { judged } from '../src/temperature/domain/judge';
import {
  temperatureTermsAggregate,
  temperatureTermsEvents,
} from '../src/temperature/domain/temperature-terms';
import { bottlesOf, NOW } from './transport-in-memory';

const SSCC = '061100000000000017';
const shipmentId = 'SH-1';
const rule: DocumentRule = {
  ruleId: 'R-1',
  kind: 'eur1',
  issuedBy: 'customs',
  due: 'departure',
  validDays: 10,
  isExport: true,
  productKinds: [],
  productIds: [],
  destinations: ['EU'],
  claims: [],
  incoterms: [],
  modes: [],
};
const traits = {
  destination: 'EU',
  incoterm: 'FCA',
  mode: 'road',
  productKind: 'packed' as const,
  productIds: ['BOTTLE'],
  claims: [],
};

describe('a checklist', () => {
  const data = { checklistId: 'office', validFrom: '2026-01-01', rules: [rule] };
  const published = checklistEvents.ChecklistPublished(data);

  it('is published in dated versions, each rule once', () => {
    given(checklistAggregate, []).when(command('PublishChecklist', data)).then(published);
    given(checklistAggregate, [published]).when(command('PublishChecklist', data)).thenNothing();
    given(checklistAggregate, [published])
      .when(command('PublishChecklist', { ...data, rules: [] }))
      .thenRefused('checklist_published');
    given(checklistAggregate, [])
      .when(command('PublishChecklist', { ...data, rules: [rule, rule] }))
      .thenRefused('rule_twice');
    expect(rulesOn({ versions: [data] }, '2025-12-31')).toEqual([]);
    expect(rulesOn({ versions: [data] }, '2026-01-01')).toEqual([rule]);
  });

  it('asks for what is due by then, of those it is for, while it is valid', () => {
    const missing = (due: 'loading' | 'departure' | 'arrival', change = {}, issuedOn?: string) =>
      missingAt(
        due,
        '2026-11-22',
        [rule],
        { ...traits, ...change },
        issuedOn ? [{ kind: 'eur1', issuedOn }] : [],
      );
    expect(missing('loading')).toEqual([]);
    expect(missing('departure')).toMatchObject([{ kind: 'eur1', isExpired: false }]);
    expect(missing('arrival')).toHaveLength(1);
    expect(missing('departure', { destination: 'MA' })).toEqual([]);
    expect(missing('departure', {}, '2026-11-12')).toEqual([]);
    expect(missing('departure', {}, '2026-11-11')).toMatchObject([{ isExpired: true }]);
    expect(missing('departure', {}, '2026-11-23')).toMatchObject([{ isExpired: true }]);
  });
});

describe('temperatures', () => {
  const terms = {
    productId: 'BOTTLE',
    validFrom: '2026-01-01',
    lowestMilliCelsius: 5_000,
    highestMilliCelsius: 25_000,
    mostMinutesOut: 30,
  };
  const published = temperatureTermsEvents.TemperatureTermsPublished(terms);

  it('have terms by product and day', () => {
    given(temperatureTermsAggregate, []).when(command('PublishTemperatureTerms', terms)).then(published);
    given(temperatureTermsAggregate, [published])
      .when(command('PublishTemperatureTerms', terms))
      .thenNothing();
    given(temperatureTermsAggregate, [published])
      .when(command('PublishTemperatureTerms', { ...terms, mostMinutesOut: 31 }))
      .thenRefused('temperature_terms_published');
    given(temperatureTermsAggregate, [])
      .when(command('PublishTemperatureTerms', { ...terms, lowestMilliCelsius: 25_001 }))
      .thenRefused('temperature_range_empty');
  });

  it('are judged by the time out of range in all', () => {
    const at = (minute: number, milliCelsius: number) => ({
      at: `2026-11-22T08:${String(minute).padStart(2, '0')}:00Z`,
      milliCelsius,
    });
    const verdict = (...readings: ReturnType<typeof at>[]) =>
      judged({ seriesId: 'S', digest: 'D' }, readings, [terms]).verdicts[0];
    expect(verdict(at(0, 26_000), at(15, 20_000), at(20, 4_000), at(35, 20_000))).toMatchObject({
      secondsOut: 1_800,
      isKept: true,
    });
    expect(verdict(at(0, 26_000), at(31, 20_000))).toMatchObject({ secondsOut: 1_860, isKept: false });
    // In whatever order they were sent; a last reading holds for no time.
    expect(verdict(at(31, 26_000), at(0, 20_000))).toMatchObject({ secondsOut: 0, isKept: true });
  });
});

describe('what transport knows of others', () => {
  it('are lots that were made, and no more those that were taken back', () => {
    const { LotMadeAvailable, LotWithdrawn } = conditioning.lotBalance;
    const origins = [{ lotId: 'A', grams: 9 }];
    const lot = { lotId: 'L', productId: 'OIL', netGrams: 9, pieces: null, origins };
    const made = LotMadeAvailable({ ...lot, runId: 'R', tankId: null });
    expect(projected(lotsProjection, [made])).toEqual({ L: lot });
    expect(projected(lotsProjection, [made, LotWithdrawn({ lotId: 'L', runId: 'R' })])).toEqual({});
  });

  it('are orders as they stand, and the terms they go by', () => {
    const line = { lotId: 'L', grams: 458, campaignId: null, productId: 'BOTTLE', grade: 'extra' };
    const priced = { ...line, unit: 'piece', quantity: 1, unitPriceMinor: 1, amountCentimes: 1 } as const;
    const head = { orderId: 'O-1', buyerId: 'B-1', contractId: 'K-1' };
    const money = { amountCentimes: 1, vatCentimes: 0, paymentDays: 30, placedOn: '2026-11-20' };
    const { OrderPlaced, OrderConfirmed, OrderCancelled } = sales.order;
    const placed = OrderPlaced({ ...head, kind: 'pooled', buyerReference: null, lines: [priced], ...money });
    const confirmed = OrderConfirmed({ orderId: 'O-1', buyerId: 'B-1', confirmedOn: '2026-11-20' });
    const end = { orderId: 'O-1', buyerId: 'B-1', lines: [], reason: 'x', cancelledOn: '2026-11-21' };
    expect(projected(ordersProjection, [placed, confirmed])['O-1']).toEqual({
      ...head,
      lots: [{ lotId: 'L', productId: 'BOTTLE', grams: 458, pieces: 1 }],
      status: 'confirmed',
    });
    expect(projected(ordersProjection, [placed, OrderCancelled(end)])['O-1']?.status).toBe('cancelled');
    const terms = { incoterm: 'FCA', place: 'Agadir', destination: 'EU', productKind: 'packed' } as const;
    const parties = {
      contractId: 'K-1',
      buyerId: 'B-1',
      kind: 'pooled',
      campaignId: null,
      productId: 'BOTTLE',
    } as const;
    const rest = {
      currency: 'MAD',
      signedOn: '2026-11-01',
      paymentDays: 30,
      unit: 'piece',
      prices: [],
    } as const;
    const signed = sales.contract.SaleContractSigned({ ...parties, ...rest, market: 'export', ...terms });
    expect(projected(saleContractsProjection, [signed])).toEqual({ 'K-1': { contractId: 'K-1', ...terms } });
  });

  it('are units with what is in them, and in which they are', () => {
    const { UnitPacked, UnitBroken } = conditioning.unit;
    const unit = (sscc: string, inner: readonly string[]) =>
      UnitPacked({
        sscc,
        stationId: 'ST-1',
        level: 'case',
        gtin: null,
        bestBefore: null,
        goods: [{ drawId: 'D', ...bottlesOf('L', 1) }],
        units: inner.map((one) => ({ sscc: one, grams: 1 })),
        netGrams: 458,
        origins: [],
        packedAt: NOW,
      });
    const broken = UnitBroken({ sscc: 'P', reason: 'x', goods: [], units: ['C'] });
    const packed = projected(packedUnitsProjection, [unit('C', []), unit('P', ['C'])]);
    expect(packed).toMatchObject({ C: { outerSscc: 'P' }, P: { units: ['C'], isBroken: false } });
    expect(projected(packedUnitsProjection, [unit('C', []), unit('P', ['C']), broken])).toMatchObject({
      C: { outerSscc: null, isBroken: false },
      P: { isBroken: true },
    });
  });

  it('is what certification says of lots last', () => {
    const { LotHeld, LotReleased, LotRecalled } = certification.lotStatus;
    const of = { standardId: 'S', version: '1' };
    const told = {
      lotId: 'L',
      market: 'EU',
      standard: of,
      grade: 'a',
      claims: [],
      controlId: 'C',
      releasedAt: NOW,
    };
    const held = LotHeld({ lotId: 'L', cause: 'clerk', reason: 'a doubt', heldAt: NOW });
    const recalled = LotRecalled({ lotId: 'L', recallId: 'R', reason: 'glass', recalledAt: NOW });
    const after = (...events: Parameters<typeof projected<never, typeof held>>[1]) =>
      projected(permitsProjection, events as never)['L'];
    expect(after(LotReleased(told) as never)).toMatchObject({ markets: { EU: 'released' }, heldFor: null });
    expect(after(LotReleased(told) as never, held)).toMatchObject({ markets: {}, heldFor: 'a doubt' });
    expect(after(recalled as never, LotReleased(told) as never)).toMatchObject({ recalledFor: 'glass' });
  });
});

describe('what follows', () => {
  it('frees a unit that left a shipment, and the order of one that ended', () => {
    const off = shipmentEvents.UnitTakenOff({ shipmentId, sscc: SSCC, goods: [], reason: 'wrong lorry' });
    const free = (reason: string) => ({
      aggregate: 'custody',
      id: SSCC,
      type: 'FreeUnit',
      data: { sscc: SSCC, shipmentId, reason },
    });
    expect(reactionsTo(whenUnitLeavesShipmentThenFreeIt, off)).toEqual([free('wrong lorry')]);
    const back = { shipmentId, orderId: 'O-1', stationId: 'ST-1', units: [SSCC], goods: [] };
    const returned = shipmentEvents.ShipmentReturned({ ...back, returnedOn: '2026-11-30' });
    expect(reactionsTo(whenUnitLeavesShipmentThenFreeIt, returned)).toEqual([free('returned')]);
    expect(reactionsTo(whenShipmentEndsThenFreeItsOrder, returned)).toMatchObject([
      { type: 'ReleaseClaim', data: { holder: shipmentId } },
    ]);
  });

  it('takes a unit on board that says it is on the shipment', () => {
    const loaded = { sscc: SSCC, shipmentId, goods: [bottlesOf('L', 1)], within: [], netGrams: 458 };
    const event = transport.custody.UnitLoaded({ ...loaded, loadedAt: NOW });
    expect(reactionsTo(whenUnitLoadedThenTakeItOnBoard, event)).toMatchObject([
      { aggregate: 'shipment', id: shipmentId, type: 'TakeOnBoard', data: { sscc: SSCC, netGrams: 458 } },
    ]);
  });

  it('names a lot that was stopped on the shipments that it is on, and on no other', () => {
    const { LotHeld } = certification.lotStatus;
    const held = LotHeld({ lotId: 'L', cause: 'clerk', reason: 'a doubt', heldAt: NOW });
    const permit = { lotId: 'L', heldFor: 'a doubt', recalledFor: null, claims: [], markets: {} };
    const shipments = ['SH-1', 'SH-2'].map((id, at) => ({
      shipmentId: id,
      destination: 'EU',
      lotIds: at === 0 ? ['L', 'M'] : ['M'],
    }));
    const view = { shipments, permits: new Map([['L', permit]]) };
    expect(reactionsTo(whenLotStoppedThenNameIt, held, view)).toEqual([
      { aggregate: 'shipment', id: 'SH-1', type: 'NameStoppedLot', data: { lotId: 'L', stop: 'lot_held' } },
    ]);
  });
});
