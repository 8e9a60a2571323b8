import { businessDate } from '@oce/quantities';
import { readSeason } from '@oce/season-generator';
import { join } from 'node:path';
import type { MongoMode } from '@oce/local-servers';
import { openAccounts, raiseDisputes, resolveDisputes } from '../demo/accounts';
import { Acts } from '../demo/acts';
import { aftermath } from '../demo/aftermath';
import { fillLots } from '../demo/fill-lots';
import { openTheOffice } from '../demo/open-the-office';
import { closePools, openPools } from '../demo/pools';
import { secondPerson } from '../demo/second-person';
import { sell } from '../demo/sell';
import type { Stage } from '../demo/stage';
import { printSummary } from '../demo/print-summary';
import { makeSummary, type Summary } from '../demo/summary';
import { takeIn } from '../demo/take-in';
import { bankAnswers, payOut } from '../demo/transfers';
import { OfficeClient } from '../office/client';
import { checkoutRoot } from '@oce/contexts';
import { OfficeHome } from '../office/home';
import { readRun } from '../office/run-state';
import { say, sayJson } from '../output';
import { ensureUp, startForeground, untilAsked } from './up';

export interface DemoOptions {
  readonly detach?: boolean;
  readonly oneProcess?: boolean;
  readonly mongod?: MongoMode;
  readonly json?: boolean;
}

const FILE = 'demo.json';
/** `./oce demo`: plays a season on an office, prints what came of it, and leaves the office up. */
export async function demo(options: DemoOptions, home = new OfficeHome()): Promise<void> {
  const wasRunning = readRun(home) !== undefined;
  const office = options.detach || wasRunning ? undefined : await startForeground(options, home);
  if (!office) await ensureUp(options, home);
  // Ctrl-C while the season is played: what was accepted stays, and the next play goes on from there.
  const breakOff = () => void office?.stop().then(() => process.exit(130));
  process.once('SIGINT', breakOff);
  try {
    const { client } = OfficeClient.of(home);
    const known = home.readJson<Summary>(FILE);
    if (known)
      process.stderr.write(
        'The season is here already: it was played before. To play it anew: ./oce reset, then ./oce demo\n',
      );
    const summary = known ?? (await play(home, client));
    if (!known) home.writeJson(FILE, summary);
    if (options.json) sayJson(summary);
    else printSummary(summary, client.baseUrl);
    if (!office) return;
    process.off('SIGINT', breakOff);
    if (!options.json) say('The office stays up. Ctrl-C stops it; its data stay.');
    await untilAsked();
    process.stderr.write('stopping\n');
  } finally {
    await office?.stop();
  }
}

/**
 * The season, act by act. A play that was broken off begins again with the act it was in: what that act asks for carries
 * ids of its own, so that the office knows what it has done already.
 */
async function play(home: OfficeHome, client: OfficeClient): Promise<Summary> {
  const folder = join(checkoutRoot(), 'demo', 'season');
  const season = await readSeason(folder);
  const stage: Stage = { home, season, folder, client, approver: await secondPerson(home, client) };
  const acts = new Acts(home);
  // A bank executes today or later, whenever the season is played.
  const today = businessDate(new Date().toISOString());
  await acts.play('opening', () => openTheOffice(stage));
  await acts.play('accounts', () => openAccounts(stage));
  const intake = await acts.play('intake', () => takeIn(stage));
  await acts.play('disputes', () => raiseDisputes(stage));
  const advances = await acts.play('advances', () => payOut(stage, 'VIR-2026-AVANCES', today));
  await acts.play('advances answered', () => bankAnswers(stage, advances, false));
  await acts.play('disputes resolved', () => resolveDisputes(stage));
  await acts.play('lots', () => fillLots(stage));
  await acts.play('pools opened', () => openPools(stage));
  const sales = await acts.play('sales', () => sell(stage));
  await acts.play('pools closed', () => closePools(stage));
  const finals = await acts.play('final shares', () => payOut(stage, 'VIR-2026-SOLDES', today));
  await acts.play('final shares answered', () => bankAnswers(stage, finals, true));
  await acts.play('aftermath', () => aftermath(stage));
  return makeSummary(stage, { intake, sales, batches: [advances, finals] });
}
