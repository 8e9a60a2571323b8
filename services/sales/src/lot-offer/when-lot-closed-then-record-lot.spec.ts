import { certification, conditioning } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { lotClosed, lotRecorded } from '../../test/facts';
import { whenLotClosedThenRecordLot } from './reactions/when-lot-closed-then-record-lot';

describe('know-closed-lot', () => {
  it('records a lot as its station closed it, without the producers', () => {
    expect(reactionsTo(whenLotClosedThenRecordLot, lotClosed)).toEqual([
      { aggregate: 'lot-offer', id: 'LOT-A', type: 'RecordLot', data: lotRecorded('LOT-A').data },
    ]);
  });

  it('records what a run made, and no raw lot twice', () => {
    const made = {
      lotId: 'RUN-1_B',
      runId: 'RUN-1' as string | null,
      productId: 'BOTTLE',
      netGrams: 4_580,
      pieces: 10,
      origins: [{ lotId: 'LOT-A', grams: 4_580 }],
      tankId: null,
    };
    const { LotMadeAvailable } = conditioning.lotBalance;
    expect(reactionsTo(whenLotClosedThenRecordLot, LotMadeAvailable(made))).toMatchObject([
      {
        type: 'RecordLot',
        data: { lotId: 'RUN-1_B', campaignId: null, grade: null, made: { runId: 'RUN-1', pieces: 10 } },
      },
    ]);
    expect(reactionsTo(whenLotClosedThenRecordLot, LotMadeAvailable({ ...made, runId: null }))).toEqual([]);
  });

  it('stops a lot that was recalled, or whose run was taken back', () => {
    const recalled = {
      lotId: 'LOT-A',
      recallId: 'RC-1',
      reason: 'glass',
      recalledAt: '2026-11-20T10:00:00.000Z',
    };
    expect(
      reactionsTo(whenLotClosedThenRecordLot, certification.lotStatus.LotRecalled(recalled)),
    ).toMatchObject([{ type: 'StopLot', data: { lotId: 'LOT-A', cause: 'recalled', reason: 'glass' } }]);
    expect(
      reactionsTo(
        whenLotClosedThenRecordLot,
        conditioning.lotBalance.LotWithdrawn({ lotId: 'RUN-1_B', runId: 'RUN-1' }),
      ),
    ).toMatchObject([{ type: 'StopLot', data: { lotId: 'RUN-1_B', cause: 'withdrawn' } }]);
  });

  it('passes over what else happens to lots at a station', () => {
    expect(reactionsTo(whenLotClosedThenRecordLot, { type: 'LotOpened', v: 1, data: {} })).toEqual([]);
  });
});
