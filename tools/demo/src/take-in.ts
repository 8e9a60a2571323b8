import { deliveryIdOf } from '@oce/contracts';
import { importWeighTickets, overHttp } from '@oce/weigh-tickets';
import { allPages, postInTurn, untilQuiet, type DemoRun } from './demo-run';
import { inOrderOfWeighing, type WeighedDelivery } from './weighing-order';

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
  await untilQuiet(client, ['collection']);
  const deliveries = await allPages<WeighedDelivery>(client, 'collection/deliveries');
  const ordered = inOrderOfWeighing(sheets, deliveries);
  const producer = ({ producerCode }: (typeof ordered)[number]) => producerCode;
  await postInTurn(client, 'quality sheets', ordered, producer, ({ sheet }) => {
    const delivery = `collection/deliveries/${deliveryIdOf(sheet)}`;
    if (!sheet.accepted) return [`${delivery}/refuse`, { reason: sheet.reason }];
    const { ticketNumber, grade, impuritiesPpm, moisturePpm } = sheet;
    return [`${delivery}/grade`, { sampleId: `S-${ticketNumber}`, grade, impuritiesPpm, moisturePpm }];
  });
  const graded = sheets.filter((sheet) => sheet.accepted).length;
  return { accepted, repeated, refusedLines, graded, refusedAtGrading: sheets.length - graded };
}
