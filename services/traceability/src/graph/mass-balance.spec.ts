import { contextInMemory } from '@oce/testing/in-memory';
import { ran, rawLot, released, tell } from '../../test/story';
import { context } from '../context';
import { massBalanceOf } from './domain/mass-balance';
import { MassBalanceController } from './http/mass-balance.controller';
import type { LotNode, RunNode } from './domain/nodes';
import { newLot } from './domain/nothing-yet';

const claimed = (id: string): LotNode => ({
  ...newLot(id),
  control: { ...newLot(id).control, claims: [{ kind: 'same', claim: 'organic', value: 'yes' }] },
});
const run = (id: string, into: Record<string, number>, out: Record<string, number>): RunNode => ({
  kind: 'run',
  id,
  stationId: 'PRESS',
  activity: 'press',
  completedAt: `2026-11-20T08:00:0${id}.000Z`,
  corrects: null,
  inputs: [],
  origins: Object.entries(into).map(([lotId, grams]) => ({ lotId, grams })),
  outputs: Object.entries(out).map(([lotId, grams]) => ({ lotId, grams, kind: 'main' })),
  waste: [],
  lossGrams: 0,
  differenceGrams: 0,
  isReversed: false,
});
const lots = new Map(['A', 'X', 'Y'].map((id) => [id, claimed(id)]));
const balance = (...runs: RunNode[]) => massBalanceOf(runs, 'organic', (lotId) => lots.get(lotId));

describe('the mass balance of a claim', () => {
  it('is what went in with it, by the yield, less what came out with it', () => {
    expect(balance(run('1', { A: 600_000, B: 400_000 }, { X: 100_000, Z: 100_000 }))).toMatchObject({
      claimedInGrams: 600_000,
      claimedOutGrams: 100_000,
      yieldPpm: 200_000,
      leftGrams: 20_000,
      isViolated: false,
    });
  });

  it('is violated where more was said than there was, even for a while', () => {
    const late = run('2', { A: 1_000_000 }, { Z: 200_000 });
    const found = balance(late, run('1', { B: 1_000_000 }, { Y: 150_000 }));
    expect(found.runs.map(({ runId, leftGrams }) => [runId, leftGrams])).toEqual([
      ['1', -150_000],
      ['2', 50_000],
    ]);
    expect(found).toMatchObject({ isViolated: true, leftGrams: 50_000 });
    expect(balance({ ...late, isReversed: true })).toMatchObject({ inGrams: 0, yieldPpm: 0, runs: [] });
  });

  it('is read by site and period', async () => {
    const office = await contextInMemory(context);
    const [weighed, ...rest] = rawLot('A', { D1: 1_000_000 });
    const from = { kind: 'lot', id: 'A' } as const;
    const pressed = ran('R', [['C', from, 1_000_000]], { X: 200_000 }, { waste: 800_000 });
    await tell(office, [...(weighed ? [weighed] : []), ...rest, pressed, ...released('X', 'ORG-1')]);
    await office.settle();
    const read = office.get<MassBalanceController>('traceability', MassBalanceController as never);
    const asked = { site: 'PRESS', from: '2026-11-20', to: '2026-11-20', claim: 'organic' };
    // The olives have no claim: what was said of their oil is too much.
    expect(await read.balance(asked, 0)).toMatchObject({ claimedOutGrams: 200_000, isViolated: true });
    expect(await read.balance({ ...asked, to: '2026-11-19', from: '2026-11-19' }, 0)).toMatchObject({
      runs: [],
    });
    await office.close();
  });
});
