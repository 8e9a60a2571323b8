import type { DeliveryState, WeighTicket } from './domain/delivery.commands';
import { isSameWeighing, numbersWithOtherZeros } from './domain/leading-zeros';
import { weighed, reversed } from '../../test/deliveries';

describe('a number whose leading zeros may be lost', () => {
  it.each(['451', '000451'])('is looked for under all the others: %s', (number) => {
    const others = numbersWithOtherZeros(number);
    expect(others).toHaveLength(7);
    expect(new Set([number, ...others])).toEqual(
      new Set(['451', '0451', '00451', '000451', '0000451', '00000451', '000000451', '0000000451']),
    );
  });

  it.each(['OUEZ01-000451', 'A451', '12345678901'])(
    'is none where it has its zeros for good: %s',
    (number) => {
      expect(numbersWithOtherZeros(number)).toEqual([]);
    },
  );

  const state: DeliveryState = { weighed: weighed.data, proposals: {} };
  const ticket = { ...weighed.data, ticketNumber: '451' } as WeighTicket;

  it('is of the same weighing by scale, second, weights and producer', () => {
    expect(isSameWeighing(state, { ...ticket, weighedAt: ticket.weighedAt.replace('.000Z', '.400Z') })).toBe(
      true,
    );
  });

  it.each([
    { grossGrams: 1 },
    { tareGrams: 1 },
    { producerCode: 'P-9' },
    { weighedAt: '2026-10-01T08:00:59.000Z' },
  ])('is of another where one of them differs: %j', (change) => {
    expect(isSameWeighing(state, { ...ticket, ...change })).toBe(false);
  });

  it('is free again where the first was taken back', () => {
    expect(isSameWeighing({ ...state, reversed: reversed.data }, ticket)).toBe(false);
  });
});
