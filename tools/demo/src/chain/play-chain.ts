import type { DemoRun } from '../demo-run';
import { checkoutRoot } from '@oce/contexts';
import { join } from 'node:path';
import { bankAnswers, payOut } from '../transfers';
import { ChainOffice } from './chain-office';
import {
  load,
  palletOf,
  publishRules,
  readTemperatures,
  receiveShort,
  send,
  type ShipmentPlan,
} from './dock';
import { gather } from './gather';
import { control, CONTROLS } from './laboratory';
import { order, ORDERS } from './market';
import { openTheChain } from './members';
import { pack } from './pack';
import { endUnbalanced, openTheHouse, playRuns } from './press-house';
import { closeChainPools, openChainPools, payInvoice, type Invoice } from './settle';
import type { Batch } from '../transfers';
import type { Refusal } from './chain-office';

/** What of the chain is known when it has been played; what else its summary says is asked of the office. */
export interface ChainPlayed {
  readonly unbalanced: Refusal;
  readonly heldBack: Refusal;
  readonly invoices: readonly Invoice[];
  readonly batch: Batch;
}

const FIRST_SHIPMENT: ShipmentPlan = {
  shipmentId: 'EXP-CH-01',
  orderId: 'CMD-CH-01',
  pallets: ['PAL-1', 'PAL-2'],
  day: '2026-10-20',
};
const BROKEN = 3;

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
  await take('chain controls', async () => {
    for (const plan of CONTROLS) await control(office, plan);
  });
  await take('chain orders', async () => {
    for (const plan of ORDERS) await order(office, plan);
  });
  const heldBack = await take('chain loaded', async () => {
    await publishRules(office, folder);
    return load(office, FIRST_SHIPMENT, pallets);
  });
  await take('chain received', async () => {
    await send(office, FIRST_SHIPMENT);
    await readTemperatures(office, FIRST_SHIPMENT.shipmentId, folder);
    await receiveShort(office, FIRST_SHIPMENT, palletOf(pallets, 'PAL-2'), BROKEN);
  });
  const invoices = await take('chain paid', async () => [
    await payInvoice(office, 'CMD-CH-01', '2026-11-10'),
  ]);
  await take('chain pools closed', () => closeChainPools(office));
  const batch = await take('chain shares', () => payOut(run, 'VIR-2026-CHAINE', today));
  await take('chain shares answered', () => bankAnswers(run, batch, false));
  return { unbalanced, heldBack, invoices, batch };
}
