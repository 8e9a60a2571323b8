import { businessDate } from '@oce/quantities';

const byHour = new Map<string, string>();

/** The business date of an instant in UTC, remembered by the hour: zones move by whole hours, and a log has millions. */
export function dateOf(instant: string): string {
  if (instant.length < 20 || !instant.endsWith('Z')) return businessDate(instant);
  const hour = instant.slice(0, 13);
  let date = byHour.get(hour);
  if (date === undefined) byHour.set(hour, (date = businessDate(instant)));
  return date;
}
