import { IsISO8601, Matches } from 'class-validator';

const ID = /^[A-Za-z0-9_-]{1,60}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** An id that the office gives: letters, digits, - and _. */
export const IsBusinessId = (): PropertyDecorator =>
  Matches(ID, { message: '$property takes letters, digits, - and _ only, at most 60 of them' });

/** A real date of the calendar, `2026-10-01`. */
export function IsBusinessDate(): PropertyDecorator {
  const message = '$property takes a date like 2026-10-01';
  const form = Matches(DATE, { message });
  const real = IsISO8601({ strict: true }, { message });
  return (target, property) => {
    form(target, property);
    real(target, property);
  };
}
