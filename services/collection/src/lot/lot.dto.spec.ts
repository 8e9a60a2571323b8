import { validateBody } from '@oce/service-kit';
import { deliveryIdOf } from '@oce/contracts';
import { FillLotDto } from './http/lot.controller';

describe('the filling of a lot', () => {
  it('takes every delivery that there may be, however long the ids of its terminal and its ticket', () => {
    const deliveryId = deliveryIdOf({ terminalId: 'T'.repeat(60), ticketNumber: '9'.repeat(60) });
    expect(validateBody(FillLotDto, { deliveryIds: [deliveryId] })).toEqual({ deliveryIds: [deliveryId] });
  });
});
