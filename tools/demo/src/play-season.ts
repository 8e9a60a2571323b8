import { checkoutRoot } from '@oce/contexts';
import type { OfficeClient } from '@oce/office/client';
import type { OfficeHome } from '@oce/office/home';
import { businessDate, nextBankingDay } from '@oce/quantities';
import { readSeason } from '@oce/season-generator';
import { join } from 'node:path';
import { openAccounts, raiseDisputes, resolveDisputes } from './accounts';
import { aftermath } from './aftermath';
import { payInCash } from './cash';
import { playChain } from './chain/play-chain';
import { controlLots } from './control-lots';
import type { DemoRun } from './demo-run';
import { fillLots } from './fill-lots';
import { openTheOffice } from './open-the-office';
import { closePools, openPools } from './pools';
import { secondPerson } from './second-person';
import { sell } from './sell';
import { makeSummary, type Summary } from './summary';
import { takeIn } from './take-in';
import { bankAnswers, payOut } from './transfers';

const FILE = 'demo-steps.json';

/** The steps of a demonstration, each with its result, so that one that was broken off does not begin anew. */
class Steps {
  private readonly done: Record<string, unknown>;

  constructor(private readonly home: OfficeHome) {
    this.done = home.readJson<Record<string, unknown>>(FILE) ?? {};
  }

  /** Takes a step, or returns what it came to when it was taken before. */
  async take<T>(name: string, step: () => Promise<T>): Promise<T> {
    if (name in this.done) return this.done[name] as T;
    const result = await step();
    this.done[name] = result ?? null;
    this.home.writeJson(FILE, this.done);
    return result;
  }
}

/**
 * The season, step by step. A demonstration that was broken off begins again with the step that it was in: what that step
 * asks for carries ids of its own, so that the office knows what it has done already.
 */
export async function playSeason(home: OfficeHome, client: OfficeClient): Promise<Summary> {
  const folder = join(checkoutRoot(), 'demo', 'season');
  const season = await readSeason(folder);
  const run: DemoRun = { home, season, folder, client, approver: await secondPerson(home, client) };
  const steps = new Steps(home);
  // A bank executes on the next day on which it works, whenever the season is played.
  const today = nextBankingDay(businessDate(new Date().toISOString()));
  await steps.take('opening', () => openTheOffice(run));
  await steps.take('accounts', () => openAccounts(run));
  const intake = await steps.take('intake', () => takeIn(run));
  await steps.take('disputes', () => raiseDisputes(run));
  const advances = await steps.take('advances', () => payOut(run, 'VIR-2026-AVANCES', today));
  await steps.take('advances answered', () => bankAnswers(run, advances, false));
  await steps.take('disputes resolved', () => resolveDisputes(run));
  await steps.take('lots', () => fillLots(run));
  await steps.take('pools opened', () => openPools(run));
  await steps.take('controls', () => controlLots(run));
  const sales = await steps.take('sales', () => sell(run));
  await steps.take('pools closed', () => closePools(run));
  const finals = await steps.take('final shares', () => payOut(run, 'VIR-2026-SOLDES', today));
  await steps.take('final shares answered', () => bankAnswers(run, finals, true));
  await steps.take('cash', () => payInCash(run));
  // All of the season is paid by now: what the chain pays out is its members' alone.
  const chain = await playChain(run, (name, step) => steps.take(name, step), today);
  await steps.take('aftermath', () => aftermath(run));
  return makeSummary(run, { intake, sales, batches: [advances, finals], chain });
}
