import { Temporal } from '@js-temporal/polyfill';
import { BUSINESS_TIME_ZONE } from '@oce/quantities';
import { LRUCache } from 'lru-cache';
import { LineRefusal } from './ticket';

const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T]+(\d{1,2}:\d{2}(?::\d{2})?))?$/u;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/u;
const MIDNIGHT = /^0?0:00(?::00)?$/u;

/** The offset of an hour of Moroccan local time in milliseconds, or null where clocks jump over that hour. */
const offsets = new LRUCache<string, { offsetMs: number | null }>({ max: 512 });

/**
 * Local date dd/mm/yyyy and time hh:mm[:ss] of a weighbridge in Morocco -> ISO instant in UTC. The time stands in its
 * own cell or after the date; a date cell that a spreadsheet filled up with midnight gives way to the time cell.
 * An hour that the clock runs through twice (the start of Ramadan) is taken as the first of the two.
 * @throws LineRefusal `weighedAt`: `present`, `real_date`, `real_time`, `one_time`
 */
export function weighedAt(dateCell: string, timeCell: string): string {
  const [, day, month, year, timeInDate] = DATE.exec(dateCell) ?? [];
  if (!day || !month || !year)
    throw refusal('real_date', `La date « ${dateCell} » n'est pas de la forme jj/mm/aaaa [hh:mm[:ss]].`);
  const time = chooseTime(timeInDate, timeCell);
  const [, hour, minute, second = '0'] = TIME.exec(time) ?? [];
  if (!hour || !minute || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw refusal('real_time', `L'heure « ${time} » n'est pas de la forme hh:mm[:ss].`);
  const offsetMs = offsetOfHour(Number(year), Number(month), Number(day), Number(hour), dateCell);
  if (offsetMs === null)
    throw refusal('real_time', `L'heure ${time} n'existe pas le ${dateCell} : l'heure légale a changé.`);
  const localMs = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return new Date(localMs - offsetMs).toISOString().replace('.000Z', 'Z');
}

function chooseTime(timeInDate: string | undefined, timeCell: string): string {
  if (!timeCell) {
    if (timeInDate) return timeInDate;
    throw refusal('present', "L'heure de pesée manque.");
  }
  if (!timeInDate || MIDNIGHT.test(timeInDate) || timeInDate === timeCell) return timeCell;
  throw refusal('one_time', `Deux heures de pesée : « ${timeInDate} » et « ${timeCell} ».`);
}

function offsetOfHour(year: number, month: number, day: number, hour: number, cell: string): number | null {
  const key = `${year}-${month}-${day}-${hour}`;
  const known = offsets.get(key);
  if (known) return known.offsetMs;
  if (year < 2000 || year > 2100) throw refusal('real_date', `L'année ${year} n'est pas plausible.`);
  const local = plainDateTime(year, month, day, hour, cell);
  const zoned = local.toZonedDateTime(BUSINESS_TIME_ZONE, { disambiguation: 'earlier' });
  const offsetMs = zoned.toPlainDateTime().equals(local) ? zoned.offsetNanoseconds / 1e6 : null;
  offsets.set(key, { offsetMs });
  return offsetMs;
}

function plainDateTime(year: number, month: number, day: number, hour: number, cell: string) {
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour }, { overflow: 'reject' });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw refusal('real_date', `La date « ${cell} » n'existe pas.`);
  }
}

function refusal(rule: 'present' | 'real_date' | 'real_time' | 'one_time', message: string): LineRefusal {
  return new LineRefusal('weighedAt', rule, message);
}
