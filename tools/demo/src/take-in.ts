import { deliveryIdOf } from './ids';
import { importWeighTickets, overHttp } from '@oce/weigh-tickets';
import { forEach, requireAccepted, type DemoRun } from './demo-run';

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
  const answers = await forEach('quality sheets', sheets, (sheet) => {
    const id = deliveryIdOf(sheet);
    if (!sheet.accepted)
      return client.send('POST', `collection/deliveries/${id}/refuse`, { reason: sheet.reason });
    const { grade, impuritiesPpm, moisturePpm } = sheet;
    return client.send('POST', `collection/deliveries/${id}/grade`, {
      sampleId: `S-${sheet.ticketNumber}`,
      grade,
      impuritiesPpm,
      moisturePpm,
    });
  });
  requireAccepted('quality sheets', answers);
  const graded = sheets.filter((sheet) => sheet.accepted).length;
  return { accepted, repeated, refusedLines, graded, refusedAtGrading: sheets.length - graded };
}
