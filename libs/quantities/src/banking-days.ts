import { Temporal } from '@js-temporal/polyfill';
import { addDays } from './business-dates';

/** A feast of the solar calendar, from the year on in which it was first kept. */
interface FixedHoliday {
  readonly monthDay: string;
  readonly name: string;
  readonly fromYear: number;
}

/**
 * Morocco's holidays of the solar calendar: dahir and decrees on legal holidays [O]; the Amazigh new year by royal decision
 * of May 2023, kept since 2024; the day of unity by royal decision of November 2025, kept from 2025 on. Those of the lunar
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
  { monthDay: '10-31', name: "Fête de l'Unité", fromYear: 2025 },
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
