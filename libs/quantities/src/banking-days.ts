import { Temporal } from '@js-temporal/polyfill';
import { addDays } from './business-dates';

/** A feast of the solar calendar, from the year on in which it was first kept. */
interface FixedHoliday {
  readonly monthDay: string;
  readonly name: string;
  readonly fromYear: number;
}

/**
 * Morocco's holidays of the solar calendar, as the decrees on paid holidays list them [V]: no 2.77.169 of 28 February 1977
 * (administrations) and no 2.04.426 of 29 December 2004 (all other work); the Amazigh new year by no 2.23.688 and no
 * 2.23.1000 of November 2023, from 2024 on; the day of unity, announced on 4 November 2025, by no 2.25.1140 and no 2.26.14
 * of January 2026, from 2026 on. The first years of the older ones are general knowledge [O]. The feasts of the lunar
 * calendar (Aïd al-Fitr, Aïd al-Adha, 1 Moharram, Aïd al-Mawlid) follow the moon and are entered when they are decreed.
 */
const FIXED: readonly FixedHoliday[] = [
  { monthDay: '01-01', name: "Jour de l'An", fromYear: 1956 },
  { monthDay: '01-11', name: "Manifeste de l'indépendance", fromYear: 1956 },
  { monthDay: '01-14', name: 'Nouvel an amazigh', fromYear: 2024 },
  { monthDay: '05-01', name: 'Fête du travail', fromYear: 1956 },
  { monthDay: '07-30', name: 'Fête du Trône', fromYear: 2000 },
  { monthDay: '08-14', name: 'Journée Oued Eddahab', fromYear: 1980 },
  { monthDay: '08-20', name: 'Révolution du Roi et du Peuple', fromYear: 1956 },
  { monthDay: '08-21', name: 'Fête de la Jeunesse', fromYear: 2000 },
  { monthDay: '10-31', name: "Fête de l'Unité", fromYear: 2026 },
  { monthDay: '11-06', name: 'Marche verte', fromYear: 1976 },
  { monthDay: '11-18', name: "Fête de l'Indépendance", fromYear: 1956 },
];
const SATURDAY = 6;

/**
 * Why banks do not work on a day, in the office's words; undefined on a banking day.
 *
 * @param decreed feasts that are no days of the solar calendar, their names by day
 */
export function whyNoBankingDay(day: string, decreed: ReadonlyMap<string, string>): string | undefined {
  const date = Temporal.PlainDate.from(day);
  if (date.dayOfWeek >= SATURDAY) return date.dayOfWeek === SATURDAY ? 'samedi' : 'dimanche';
  const fixed = FIXED.find((one) => one.monthDay === day.slice(5) && one.fromYear <= date.year);
  return fixed?.name ?? decreed.get(day);
}

/** The first banking day on or after a day. */
export function nextBankingDay(day: string, decreed: ReadonlyMap<string, string> = new Map()): string {
  let next = day;
  while (whyNoBankingDay(next, decreed) !== undefined) next = addDays(next, 1);
  return next;
}
