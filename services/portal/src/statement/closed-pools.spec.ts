import { projected } from '@oce/testing';
import { advance, poolClosed } from '../../test/account-events';
import { closedPoolsProjection } from './reads/closed-pools';

describe('closed pools', () => {
  it('show what a producer may see of them: sums over all members, no postings', () => {
    const { lotIds: _lotIds, attempt: _attempt, postings: _postings, ...closed } = poolClosed().data;
    const { lossCentimes: _loss, lossBorneBy: _by, oceChargesCapPpm: _cap, ...said } = closed;
    const { acknowledged: _acknowledged, ...shown } = said;
    expect(projected(closedPoolsProjection, [poolClosed()])).toEqual({ 'POOL-1': shown });
  });

  it('are made by a closing alone', () => {
    expect(projected(closedPoolsProjection, [advance()])).toEqual({});
  });
});
