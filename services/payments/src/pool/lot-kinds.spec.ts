import type { LotOffered } from '@oce/contracts';
import { project } from '../shared/spec-project';
import { lotKindsProjection } from './reads/lot-kinds';

const offered = (kind: 'pooled' | 'traceable'): LotOffered => ({
  type: 'LotOffered',
  v: 1,
  data: {
    lotId: 'LOT-1',
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams: 1_500_000,
    kind,
    offeredOn: '2026-10-02',
  },
});

describe('kinds of lots', () => {
  it('are those under which each lot was offered last', () => {
    const document = { lotId: 'LOT-1', campaignId: 'OLIVE-2026', grade: 'extra', kind: 'traceable' };
    expect(project(lotKindsProjection, [offered('pooled'), offered('traceable')])).toEqual(
      new Map([['LOT-1', document]]),
    );
  });

  it('do not follow from what else becomes of a lot', () => {
    const allocated = { type: 'LotAllocated', v: 1, data: { lotId: 'LOT-1' } } as unknown as LotOffered;
    expect(project(lotKindsProjection, [allocated]).size).toBe(0);
  });
});
