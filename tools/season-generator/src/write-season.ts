import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeManifest } from './manifest';
import { officeFiles } from './office-files';
import { json, planFiles } from './plan-files';
import { makeSeason } from './season';

/** All files of the season of a seed, as `path -> content`; paths with `/`. Pure. */
export function seasonFiles(seed: number): Map<string, Buffer> {
  const season = makeSeason(seed);
  return new Map([
    ...officeFiles(season),
    ...planFiles(season),
    ...season.ticketFiles.map(({ stationId, content }): [string, Buffer] => [
      `weigh-tickets/${stationId}.csv`,
      content,
    ]),
    ['manifest.json', json(makeManifest(season))],
  ]);
}

/** Writes the season of a seed into a folder, over what stands there under the same names; returns the paths. */
export async function writeSeason(seed: number, folder: string): Promise<string[]> {
  const files = seasonFiles(seed);
  for (const [path, content] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return [...files.keys()];
}
