import { checkoutRoot } from '@oce/contexts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accepted, postAll, requireAccepted, until, type DemoRun } from './demo-run';

/** Which standard goods are controlled by as they come from the field, and what a laboratory says of them there. */
const INTAKE: Readonly<Record<string, { standardId: string; results: readonly object[] }>> = {
  OLIVE: { standardId: 'olives-ma', results: [{ parameter: 'mouldy', unit: '%', value: '0.8' }] },
  CAPRE: { standardId: 'capers-ma', results: [{ parameter: 'defective', unit: '%', value: '1.5' }] },
  MIEL: {
    standardId: 'honey-ma',
    results: [
      { parameter: 'moisture', unit: '%', value: '17.4' },
      { parameter: 'hmf', unit: 'mg/kg', belowQuantification: '1.0' },
    ],
  },
};

/** Every lot is controlled before it is sold: sampled, analysed, judged, signed. */
export async function controlLots({ client, season }: DemoRun): Promise<void> {
  const folder = join(checkoutRoot(), 'services/certification/data/standards');
  const files = (await readdir(folder)).sort();
  const standards = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8')) as object),
  );
  await postAll(client, 'standards', standards, (standard) => ['certification/standards', standard]);
  const post = async (path: string, body: object) =>
    requireAccepted(path, [await client.send('POST', path, body)]);
  await accepted('lots controlled', season.salesPlan.lots, async ({ lotId, productId, to }) => {
    const { standardId, results } = INTAKE[productId] ?? { standardId: 'none', results: [] };
    const controlId = `CT-${lotId}`;
    const control = { controlId, kind: 'lot', id: lotId, market: 'MA', standardId, requestedOn: to };
    // Certification hears of closed lots by itself.
    requireAccepted(controlId, [
      await until(`lot ${lotId} in certification`, async () => {
        const answer = await client.send('POST', 'certification/controls', control);
        return answer.status === 404 ? undefined : answer;
      }),
    ]);
    const at = `certification/controls/${controlId}`;
    const seals = { sealNumber: `SC-${lotId}`, counterSealNumber: `SK-${lotId}` };
    await post(`${at}/samples`, { sampleId: `EC-${lotId}`, ...seals, takenAt: `${to}T17:00:00Z` });
    const report = { reportId: `RA-${lotId}`, body: 'Laboratoire (démonstration)', number: `RA-${lotId}` };
    await post(`${at}/analyses`, { ...report, results, reportedOn: to });
    return client.send('POST', `${at}/verdict`, { signedAt: `${to}T18:00:00Z` });
  });
}
