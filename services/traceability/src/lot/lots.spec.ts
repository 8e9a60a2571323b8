import { affiliation, certification, collection, conditioning } from '@oce/contracts';
import { projected } from '@oce/testing';
import { harvestOf } from './lots.reader';
import { lotStatusesProjection } from './reads/lot-statuses';
import { lotsProjection } from './reads/lots';
import { cooperativesProjection, stationsProjection } from './reads/places';

const { LotMadeAvailable, LotDrawn, LotDrawReturned, LotWithdrawn } = conditioning.lotBalance;
const delivery = { deliveryId: 'D', producerCode: 'P-0001', netGrams: 1, payableGrams: 1, plotId: 'PLOT-1' };
const closed = collection.lot.LotClosed({
  lotId: 'A',
  stationId: 'ST-1',
  campaignId: 'OLIVE-2026',
  productId: 'OLIVE',
  grade: 'extra',
  netGrams: 500,
  deliveries: [
    { ...delivery, harvestedOn: '2026-10-03' },
    { ...delivery, harvestedOn: '2026-10-01' },
  ],
  weighedFrom: '2026-10-04T08:00:00Z',
  closedOn: '2026-10-05',
});
const origins = [{ lotId: 'A', grams: 400 }];
const output = { lotId: 'B', productId: 'OIL', pieces: null, origins, tankId: null };
const completed = conditioning.run.RunCompleted({
  runId: 'RUN-1',
  stationId: 'PRESS',
  outputs: [{ ...output, kind: 'main', grams: 400 }],
} as never);
const made = LotMadeAvailable({ ...output, runId: 'RUN-1', netGrams: 400 });
const drawn = LotDrawn({
  ...output,
  drawId: 'W',
  into: { kind: 'unit', id: 'S' },
  grams: 300,
  leftGrams: 100,
});

describe('lots', () => {
  it('have their station, their origins and what is left, and no person', () => {
    const { A, B } = projected(lotsProjection, [closed, completed, made, drawn]);
    expect(A).toMatchObject({ stationId: 'ST-1', netGrams: 500, leftGrams: 500, origins: [{ lotId: 'A' }] });
    expect(A?.harvest).toEqual({ from: '2026-10-01', to: '2026-10-03' });
    expect(JSON.stringify(A)).not.toMatch(/P-0001|PLOT-1/u);
    expect(B).toMatchObject({ stationId: 'PRESS', runId: 'RUN-1', netGrams: 400, leftGrams: 100, origins });
  });

  it('are the same whether the lot or its run is heard first', () => {
    expect(projected(lotsProjection, [made, drawn, completed])).toEqual(
      projected(lotsProjection, [completed, made, drawn]),
    );
  });

  it('have back what was returned, and never were where their run was reversed', () => {
    const back = LotDrawReturned({ lotId: 'B', drawId: 'W', grams: 300, origins, reason: 'broken up' });
    expect(projected(lotsProjection, [completed, made, drawn, back])['B']).toMatchObject({ leftGrams: 400 });
    const gone = LotWithdrawn({ lotId: 'B', runId: 'RUN-1' });
    expect(projected(lotsProjection, [completed, made, gone])).toEqual({});
  });

  it('were harvested from the first day to the last of their raw lots', () => {
    const { A } = projected(lotsProjection, [closed]);
    if (!A) throw new Error('it was closed');
    const other = { ...A, harvest: { from: '2026-09-30', to: '2026-10-02' } };
    expect(harvestOf([A, other])).toEqual({ from: '2026-09-30', to: '2026-10-03' });
    expect(harvestOf([])).toBeNull();
  });
});

describe('what certification says of a lot', () => {
  const lotId = 'B';
  const standard = { standardId: 'oil', version: '1' };
  const { LotHeld, LotReleased, LotRejected, LotRecalled, LotClaimsChanged } = certification.lotStatus;
  const claims = [{ kind: 'all' as const, claim: 'organic', certificateIds: ['CERT-1'] }];
  const told = {
    lotId,
    standard,
    controlId: 'C',
    grade: 'extra',
    claims,
    releasedAt: '2026-11-01T08:00:00Z',
  };
  const released = (market: string) => LotReleased({ ...told, market });
  const of = (...events: Parameters<typeof projected>[1]) => projected(lotStatusesProjection, events)[lotId];

  it('is where it may be sold and what may be said of it', () => {
    const one = of(released('MA'), released('EU'));
    expect(one?.releases.map(({ market }) => market)).toEqual(['MA', 'EU']);
    expect(one?.claims).toEqual([{ claim: 'organic', certificateIds: ['CERT-1'], parts: [], value: null }]);
    const changed = LotClaimsChanged({ lotId, claims: [], reason: 'suspended', changedAt: told.releasedAt });
    expect(of(released('MA'), changed)?.claims).toEqual([]);
  });

  it('ends with a hold, a rejection or a recall', () => {
    const held = LotHeld({ lotId, cause: 'clerk', reason: 'a doubt', heldAt: told.releasedAt });
    expect(of(released('MA'), held)).toMatchObject({ isHeld: true, releases: [] });
    const rejection = { lotId, market: 'EU', standard, controlId: 'C', reason: 'panel', mayStill: [] };
    const rejected = LotRejected({ ...rejection, rejectedAt: told.releasedAt });
    expect(of(released('MA'), released('EU'), rejected)?.releases).toMatchObject([{ market: 'MA' }]);
    const recalledAt = '2026-11-20T08:00:00Z';
    const recalled = LotRecalled({ lotId, recallId: 'RC-1', reason: 'glass', recalledAt });
    expect(of(released('MA'), recalled)).toMatchObject({ releases: [], recall: { recallId: 'RC-1' } });
  });
});

describe('stations and cooperatives', () => {
  it('are named, with whose they are', () => {
    const station = { stationId: 'ST-1', name: 'Ouezzane', cooperativeId: 'C-1', openedOn: '2026-01-01' };
    const cooperative = { cooperativeId: 'C-1', name: 'Coop', region: 'Tanger' };
    const { StationOpened } = collection.station;
    const { CooperativeAffiliated } = affiliation.cooperative;
    const affiliated = CooperativeAffiliated({ ...cooperative, ice: '1', affiliatedOn: '2026-01-01' });
    expect(projected(stationsProjection, [StationOpened(station)])['ST-1']).toMatchObject({
      cooperativeId: 'C-1',
    });
    expect(projected(cooperativesProjection, [affiliated])['C-1']).toEqual(cooperative);
  });
});
