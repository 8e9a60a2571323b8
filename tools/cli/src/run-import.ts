import type { CheckReport, ImportResult } from '@oce/imports';
import type { BusClient } from '@oce/office/bus-client';
import type { OfficeClient } from '@oce/office/client';
import { OfficeHome } from '@oce/office/home';
import { say, sayJson } from '@oce/office/output';
import type { Way } from './options';
import { asTyped, LINES_REFUSED, type TableOptions } from './table-options';

/** What was understood of a file, on the screen. The exit status. */
export async function showCheck(report: CheckReport, { json }: TableOptions): Promise<number> {
  const { checkLines } = await import('@oce/imports');
  if (json) sayJson(report);
  else for (const line of checkLines(report)) say(line);
  return report.refused > 0 ? LINES_REFUSED : 0;
}

/** What came of an import, on the screen. The exit status. */
export function showResult(result: ImportResult, { json }: TableOptions): number {
  if (json) sayJson(result);
  else if (result.refusedFile) say(`Refused lines, each with its field and rule: ${result.refusedFile}`);
  return result.refused > 0 ? LINES_REFUSED : 0;
}

/** How an import waits, and goes on. */
export const importOptions = ({ refused, wait }: TableOptions) => ({
  refusedFile: refused,
  patience: { waitSeconds: wait, again: asTyped() },
});

/** A connection to the office, by either way; closed when the work is done. */
export async function withOffice<T>(
  way: Way,
  work: (office: { readonly client: OfficeClient } | { readonly bus: BusClient }) => Promise<T>,
): Promise<T> {
  const home = new OfficeHome();
  if (way === 'http') {
    const { OfficeClient } = await import('@oce/office/client');
    return work({ client: OfficeClient.of(home, process.env['OCE_TOKEN']).client });
  }
  const { BusClient } = await import('@oce/office/bus-client');
  const { bus } = await BusClient.of(home, process.env['OCE_TOKEN']);
  try {
    return await work({ bus });
  } finally {
    await bus.close();
  }
}
