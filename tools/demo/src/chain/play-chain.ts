import { checkoutRoot } from '@oce/contexts';
import { join } from 'node:path';
import type { DemoRun } from '../demo-run';
import { bankAnswers, payOut, type Batch } from '../transfers';
import { grantCertificates, reinstate, suspend, type Suspension } from './certificates';
import { ChainOffice, type Refusal } from './chain-office';
import { CONTROLS } from './controls';
import { comeBack, load, publishRules, receiveShort, REFUSED, send, SHORT } from './dock';
import { gather } from './gather';
import { control, publishStandard } from './laboratory';
import { deliverAtTheGate, takeOrders } from './market';
import { openTheChain } from './members';
import { pack, type Pallet } from './pack';
import { endUnbalanced, gaugeBlend, openTheHouse, playRuns } from './press-house';
import { recall, type Recalled } from './recall';
import { closeChainPools, openChainPools, payInvoices, type Invoice } from './settle';

/** What of the chain is known when it has been played; what else its summary says is asked of the office. */
export interface ChainPlayed {
  readonly unbalanced: Refusal;
  readonly pallets: readonly Pallet[];
  readonly heldBack: Refusal;
  readonly suspension: Suspension;
  readonly recalled: Recalled;
  readonly invoices: readonly Invoice[];
  readonly batch: Batch;
}

export type TakeStep = <T>(name: string, step: () => Promise<T>) => Promise<T>;

/** The chain of goods, from the weighbridge to the buyer's dock and back to every member, on lots of its own. */
export async function playChain(run: DemoRun, take: TakeStep, today: string): Promise<ChainPlayed> {
  const folder = join(checkoutRoot(), 'demo', 'chain');
  const office = new ChainOffice(run);
  await take('chain opened', () => openTheChain(office, folder));
  await take('chain gathered', () => gather(office));
  await take('chain pools opened', () => openChainPools(office));
  await take('chain house', () => openTheHouse(office));
  const unbalanced = await take('chain run refused', () => endUnbalanced(office));
  await take('chain runs', () => playRuns(office));
  const pallets = await take('chain packed', () => pack(office));
  await take('chain controlled', () => controlAll(office, folder));
  await take('chain ordered', () => takeOrders(office));
  const heldBack = await take('chain loaded', async () => {
    await publishRules(office, folder);
    await load(office, REFUSED, pallets);
    return load(office, SHORT, pallets);
  });
  await take('chain delivered', async () => {
    for (const shipment of [SHORT, REFUSED]) await send(office, shipment);
    await receiveShort(office, pallets, folder);
    await comeBack(office);
    await deliverAtTheGate(office);
  });
  const suspension = await take('chain certificate suspended', () => suspend(office));
  await take('chain certificate reinstated', () => reinstate(office));
  const recalled = await take('chain recalled', () => recall(office));
  const invoices = await take('chain paid', () => payInvoices(office, [REFUSED.orderId]));
  await take('chain gauged', () => gaugeBlend(office));
  await take('chain pools closed', () => closeChainPools(office));
  const batch = await take('chain shares', () => payOut(run, 'VIR-2026-CHAINE', today));
  await take('chain shares answered', () => bankAnswers(run, batch, false));
  return { unbalanced, pallets, heldBack, suspension, recalled, invoices, batch };
}

/** Lots do not wait for each other's controls. */
async function controlAll(office: ChainOffice, folder: string): Promise<void> {
  await publishStandard(office, folder);
  await grantCertificates(office);
  await Promise.all(CONTROLS.map((plan) => control(office, plan)));
}
