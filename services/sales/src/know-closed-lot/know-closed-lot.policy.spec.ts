import { reactionsTo } from '@oce/testing';
import { lotClosed, lotRecorded } from '../spec-support/facts';
import { knowClosedLot } from './know-closed-lot.policy';

describe('know-closed-lot', () => {
  it('records a lot as its station closed it, without the producers', () => {
    expect(reactionsTo(knowClosedLot, lotClosed)).toEqual([
      { aggregate: 'lot-offer', id: 'LOT-A', type: 'RecordLot', data: lotRecorded('LOT-A').data },
    ]);
  });

  it('passes over what else happens to lots at a station', () => {
    expect(reactionsTo(knowClosedLot, { type: 'LotOpened', v: 1, data: {} })).toEqual([]);
  });
});
