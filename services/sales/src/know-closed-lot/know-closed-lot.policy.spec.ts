import type { LotClosed } from '@oce/contracts';
import type { Envelope } from '@oce/projections';
import { lotClosed, lotRecorded } from '../spec-support/facts';
import { knowClosedLot } from './know-closed-lot.policy';

const react = (event: LotClosed) => knowClosedLot.react(event, {} as Envelope, undefined);

describe('know-closed-lot', () => {
  it('records a lot as its station closed it, without the producers', () => {
    expect(react(lotClosed)).toEqual([
      { aggregate: 'lot-offer', id: 'LOT-A', type: 'RecordLot', data: lotRecorded('LOT-A').data },
    ]);
  });

  it('passes over what else happens to lots at a station', () => {
    expect(react({ type: 'LotOpened', v: 1, data: {} } as unknown as LotClosed)).toEqual([]);
    expect(knowClosedLot.subjects).toEqual(['evt.collection.lot.*']);
  });
});
