import { certification } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';
import { projected } from '@oce/testing';
import { lotReleased } from '../../test/facts';
import { notReleased, releaseFor, type LotControl } from './domain/lot-control';
import { lotControlsProjection } from './reads/lot-controls';

const { LotHeld, LotRejected, LotRecalled, LotClaimsChanged } = certification.lotStatus;
const at = '2026-11-20T10:00:00.000Z';
const lotId = 'LOT-A';
const held = LotHeld({ lotId, cause: 'systematic', reason: 'never controlled', heldAt: at });
const home = lotReleased(lotId, 'extra');
const abroad = lotReleased(lotId, 'virgin', 'EU');
const rejected = LotRejected({
  lotId,
  market: 'EU',
  standard: { standardId: 'oil', version: '1' },
  controlId: 'CT-2',
  reason: 'K232',
  mayStill: ['other_market'],
  rejectedAt: at,
});
const recalled = LotRecalled({ lotId, recallId: 'RC-1', reason: 'glass', recalledAt: at });
type Story = readonly EventOf<typeof certification.lotStatus>[];
const after = (...story: Story): LotControl | undefined => projected(lotControlsProjection, story)[lotId];

describe('what certification says of a lot', () => {
  it('is a grade a market, until it is held', () => {
    const released = after(held, home, abroad);
    expect(releaseFor(released, 'MA')).toMatchObject({ grade: 'extra' });
    expect(releaseFor(released, 'EU')).toMatchObject({ grade: 'virgin' });
    expect(releaseFor(released, 'US')).toBeUndefined();
    // An older contract for export does not say where the goods go.
    expect(releaseFor(released, null)).toMatchObject({ market: 'EU' });
    const again = after(home, held);
    expect(releaseFor(again, 'MA')).toBeUndefined();
    expect(notReleased(lotId, again, 'MA', 'lotId')).toMatchObject({
      slug: 'lot_not_released',
      field: 'lotId',
    });
  });

  it('takes one market away where it rejects, and all for good where it recalls', () => {
    const partly = after(home, abroad, rejected);
    expect(releaseFor(partly, 'MA')).toBeDefined();
    expect(releaseFor(partly, 'EU')).toBeUndefined();
    for (const story of [
      [home, recalled],
      [home, recalled, home],
      [recalled, held, home],
      [home, recalled, rejected],
    ])
      expect(notReleased(lotId, after(...story), 'MA', 'lotId')).toMatchObject({
        slug: 'lot_recalled',
      });
  });

  it('does not change with its claims, and is nothing before it has spoken', () => {
    const changed = LotClaimsChanged({ lotId, claims: [], reason: 'suspended', changedAt: at });
    expect(after(home, changed)).toEqual(after(home));
    expect(after(changed)).toBeUndefined();
    expect(notReleased(lotId, undefined, 'MA', 'lotId')).toMatchObject({ slug: 'lot_not_released' });
  });
});
