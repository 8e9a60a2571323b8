import { addDays } from '@oce/quantities';

/** The days from one date to another, both included, without Sundays: stations are closed. */
export function workingDays(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (new Date(`${day}T00:00:00Z`).getUTCDay() !== 0) days.push(day);
  }
  return days;
}

/** '2026-09-10' -> '10/09/2026'. */
export function frenchDate(date: string): string {
  return date.split('-').reverse().join('/');
}

/** A local date and time some minutes later on the same day; never past 23:59. */
export function minutesAfter(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = Math.min(hour * 60 + minute + minutes, 23 * 60 + 59);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
