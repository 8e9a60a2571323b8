import { command, given, projected } from '@oce/testing';
import { holidayAggregate, type DecreeHoliday } from './domain/holiday';
import { holidaysProjection } from './reads/holidays';

const fitr = { day: '2027-03-10', name: 'Aïd al-Fitr', decree: 'communiqué du ministère des Habous' };
const decree = (change: Partial<typeof fitr> = {}): DecreeHoliday =>
  command('DecreeHoliday', { ...fitr, ...change });
const withdraw = command('WithdrawHoliday', { day: '2027-03-10', reason: 'the moon was seen later' });
const decreed = { type: 'HolidayDecreed' as const, v: 1 as const, data: fitr };
const withdrawn = { type: 'HolidayWithdrawn' as const, v: 1 as const, data: withdraw.data };

describe('a feast that follows the moon', () => {
  it('is a holiday once it is decreed, and none once that is withdrawn', () => {
    given(holidayAggregate, []).when(decree()).then(decreed);
    given(holidayAggregate, [decreed]).when(decree()).thenNothing();
    given(holidayAggregate, [decreed])
      .when(decree({ name: 'Aïd al-Adha' }))
      .thenRefused('holiday_decreed');
    given(holidayAggregate, [decreed]).when(withdraw).then(withdrawn);
    given(holidayAggregate, []).when(withdraw).thenNothing();
    given(holidayAggregate, [decreed, withdrawn]).when(decree()).then(decreed);
  });

  it('is listed by its day', () => {
    expect(projected(holidaysProjection, [decreed])).toEqual({ '2027-03-10': fitr });
    expect(projected(holidaysProjection, [decreed, withdrawn])).toEqual({});
  });
});
