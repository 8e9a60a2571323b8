import { importWeighTickets, overHttp } from '@oce/weigh-tickets';
import { deliveryIdOf, postAll, type DemoRun } from './demo-run';

export interface Intake {
  readonly accepted: number;
  readonly repeated: number;
  readonly refusedLines: number;
  readonly graded: number;
  readonly refusedAtGrading: number;
}

/** The stations' files of weigh tickets, then their quality sheets. */
export async function takeIn({ client, season, home }: DemoRun): Promise<Intake> {
  let [accepted, repeated, refusedLines] = [0, 0, 0];
  for (const { stationId, weighTicketsPath } of season.stationFiles) {
    const refusedFile = `${home.make('demo', 'refused')}/${stationId}.csv`;
    const result = await importWeighTickets(overHttp(client), weighTicketsPath, { refusedFile });
    accepted += result.accepted;
    repeated += result.repeated;
    refusedLines += result.refused;
  }
  const sheets = season.stationFiles.flatMap(({ gradings }) => gradings);
  await postAll(client, 'quality sheets', sheets, (sheet) => {
    const delivery = `collection/deliveries/${deliveryIdOf(sheet)}`;
    if (!sheet.accepted) return [`${delivery}/refuse`, { reason: sheet.reason }];
    const { ticketNumber, grade, impuritiesPpm, moisturePpm } = sheet;
    return [`${delivery}/grade`, { sampleId: `S-${ticketNumber}`, grade, impuritiesPpm, moisturePpm }];
  });
  const graded = sheets.filter((sheet) => sheet.accepted).length;
  return { accepted, repeated, refusedLines, graded, refusedAtGrading: sheets.length - graded };
}
