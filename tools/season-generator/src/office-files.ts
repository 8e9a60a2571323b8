import type { Season } from './season';
import { COOPERATIVES, CREDITS, GRADINGS, PREMIUMS, PRODUCERS, RIBS } from './sheets';

/** The lists that cooperatives, laboratories and the accounting office send, as `path -> content`. */
export function officeFiles(season: Season): [string, Buffer][] {
  return [
    ['cooperatives.csv', COOPERATIVES.write(season.cooperatives)],
    ['producers.csv', PRODUCERS.write(season.producers)],
    ['rib.csv', RIBS.write(withAccount(season))],
    ['credits.csv', CREDITS.write(season.credits)],
    ['premiums.csv', PREMIUMS.write(season.premiums)],
    ...season.stations.map(({ stationId }): [string, Buffer] => [
      `gradings/${stationId}.csv`,
      GRADINGS.write(gradings(season, stationId)),
    ]),
  ];
}

/** Those who have an account at a bank. */
export function withAccount({ producers, cases }: Pick<Season, 'producers' | 'cases'>): Season['producers'] {
  return producers.filter(({ producerCode }) => !cases.withoutAccount.includes(producerCode));
}

/** The samples of one station, in the order in which they were judged. */
function gradings({ deliveries }: Season, stationId: string) {
  const order = (row: { date: string; time: string; ticketNumber: string }) =>
    `${row.date} ${row.time} ${row.ticketNumber}`;
  return deliveries
    .filter((one) => one.stationId === stationId && (one.fate === 'accepted' || one.fate === 'refused'))
    .map(({ grading, fate, time, ...delivery }) => ({
      ...delivery,
      ...grading,
      time: minutesAfter(time, grading.minutesLater),
      grade: fate === 'accepted' ? grading.grade : '',
      accepted: fate === 'accepted',
      reason: grading.refusalReason,
    }))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** A local time some minutes later on the same day; never past 23:59. */
function minutesAfter(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = Math.min(hour * 60 + minute + minutes, 23 * 60 + 59);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}
