import { reactionsTo } from '@oce/testing';
import { lotClosed, lotRecorded } from '../../test/facts';
import { whenLotClosedThenRecordLot } from './reactions/when-lot-closed-then-record-lot';

describe('know-closed-lot', () => {
  it('records a lot as its station closed it, without the producers', () => {
    expect(reactionsTo(whenLotClosedThenRecordLot, lotClosed)).toEqual([
      { aggregate: 'lot-offer', id: 'LOT-A', type: 'RecordLot', data: lotRecorded('LOT-A').data },
    ]);
  });

  it('passes over what else happens to lots at a station', () => {
    expect(reactionsTo(whenLotClosedThenRecordLot, { type: 'LotOpened', v: 1, data: {} })).toEqual([]);
  });
});
