import { Temporal } from '@js-temporal/polyfill';
import { BUSINESS_TIME_ZONE } from '@oce/quantities';
import { LRUCache } from 'lru-cache';
import { LineRefusal } from '@oce/tables';

/** 14:05, 14:05:11, 14:05:11.250, 02:05 PM. Parts of a second tell no two weighings apart. */
const BY_COLONS = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s*([ap])\.?\s*m\.?)?$/iu;
/** 14h05, 14 h 05 min 11 s, 14h. */
const BY_LETTERS = /^(\d{1,2})\s*h(?:\s*(\d{2})\s*(?:(?:min|mn|m|')\s*(?:(\d{2})\s*(?:s|sec|'')?)?)?)?$/iu;

/** The offset of an hour of Moroccan local time in milliseconds, or null where clocks jump over that hour. */
const offsets = new LRUCache<string, { offsetMs: number | null }>({ max: 512 });

interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** Undefined where the clock tells none. */
  readonly second: number | undefined;
}

/**
 * Local date 'YYYY-MM-DD' and time hh:mm[:ss] of a weighbridge in Morocco -> ISO instant in UTC. The time stands in its own
 * cell or behind the date, or in both where they say the same; a date that a spreadsheet filled up with midnight gives way
 * to the time cell. An hour that the clock runs through twice (the start of Ramadan) is taken as the first of the two.
 * @throws LineRefusal `weighedAt`: `present`, `real_date`, `real_time`, `one_time`
 */
export function instantOf(day: string, timeInDate: string | undefined, timeCell: string): string {
  const { hour, minute, second = 0 } = chooseTime(timeInDate, timeCell);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const offsetMs = offsetOfHour(year, month, date, hour);
  if (offsetMs === null) {
    const time = `${hour}:${String(minute).padStart(2, '0')}`;
    throw refusal('real_time', `L'heure ${time} n'existe pas le ${day} : l'heure légale a changé.`);
  }
  const localMs = Date.UTC(year, month - 1, date, hour, minute, second);
  return new Date(localMs - offsetMs).toISOString().replace('.000Z', 'Z');
}

function clockOf(time: string): Clock {
  const [, written, minute = '00', second, half] = BY_COLONS.exec(time) ?? BY_LETTERS.exec(time) ?? [];
  const hour = written === undefined ? undefined : hourOf(Number(written), half);
  const isReal = hour !== undefined && hour <= 23 && Number(minute) <= 59 && Number(second ?? 0) <= 59;
  if (!isReal) throw refusal('real_time', wordsFor(time));
  return {
    hour,
    minute: Number(minute),
    second: second === undefined ? undefined : Number(second),
  };
}

/** The hour of the day; of twelve where the half of the day is said. */
function hourOf(written: number, half: string | undefined): number | undefined {
  if (half === undefined) return written;
  if (written < 1 || written > 12) return undefined;
  return (written % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

const wordsFor = (time: string): string =>
  /(?:z|[+-]\d{2}:?\d{2}|utc|gmt)$/iu.test(time)
    ? `L'heure « ${time} » porte un fuseau : l'heure légale du Maroc est attendue, sans fuseau.`
    : `L'heure « ${time} » n'est pas de la forme hh:mm[:ss] ou hh h mm.`;

function chooseTime(timeInDate: string | undefined, timeCell: string): Clock {
  const inDate = timeInDate === undefined ? undefined : clockOf(timeInDate);
  const own = timeCell === '' ? undefined : clockOf(timeCell);
  if (!inDate || !own) return own ?? inDate ?? missing();
  if (inDate.hour === own.hour && inDate.minute === own.minute && !contradict(inDate.second, own.second))
    return inDate.second === undefined ? own : inDate;
  if (inDate.hour === 0 && inDate.minute === 0 && !inDate.second) return own;
  throw refusal('one_time', `Deux heures de pesée : « ${timeInDate ?? ''} » et « ${timeCell} ».`);
}

/** A clock that tells no seconds contradicts none. */
const contradict = (one: number | undefined, other: number | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

function missing(): never {
  throw refusal('present', "L'heure de pesée manque.");
}

function offsetOfHour(year: number, month: number, day: number, hour: number): number | null {
  const key = `${year}-${month}-${day}-${hour}`;
  const known = offsets.get(key);
  if (known) return known.offsetMs;
  if (year < 2000 || year > 2100) throw refusal('real_date', `L'année ${year} n'est pas plausible.`);
  const local = Temporal.PlainDateTime.from({ year, month, day, hour });
  const zoned = local.toZonedDateTime(BUSINESS_TIME_ZONE, { disambiguation: 'earlier' });
  const offsetMs = zoned.toPlainDateTime().equals(local) ? zoned.offsetNanoseconds / 1e6 : null;
  offsets.set(key, { offsetMs });
  return offsetMs;
}

function refusal(rule: 'present' | 'real_date' | 'real_time' | 'one_time', message: string): LineRefusal {
  return new LineRefusal('weighedAt', rule, message);
}
