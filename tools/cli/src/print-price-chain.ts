import { say } from '@oce/office/output';
import { formatKilograms, formatMoney } from '@oce/quantities';

interface Part {
  readonly amountCentimes: number;
  readonly perKgCentimes: number | null;
}

/** What buyers paid and where it went, as traceability answers it. */
export interface PriceChain {
  readonly of: { readonly kind: 'lot' | 'product'; readonly id: string };
  readonly lots: number;
  readonly soldGrams: number;
  readonly paid: Part;
  readonly costs: readonly (Part & { readonly name: string })[];
  readonly members: Part;
  readonly oce: Part;
  readonly unsettled: Part;
  readonly billed: readonly { readonly unit: string; readonly perUnitCentimes: number }[];
  readonly received: readonly { readonly poolId: string; readonly perKgDeliveredCentimes: number | null }[];
  readonly traders: readonly {
    readonly place: string;
    readonly productId: string;
    readonly day: string;
    readonly pricePerKgCentimes: number;
    readonly source: string;
  }[];
}

/** Whether what was paid is costs, members, OCE's result and what is not settled, to the centime. */
export const addsUp = ({ paid, costs, members, oce, unsettled }: PriceChain): boolean =>
  [...costs, members, oce, unsettled].reduce((sum, part) => sum + part.amountCentimes, 0) ===
  paid.amountCentimes;

/** The chain for people, a link a line. */
export function printPriceChain(chain: PriceChain): void {
  const { of, lots, soldGrams, billed, received, traders } = chain;
  const count = of.kind === 'product' ? `, ${lots} lots sold` : '';
  say(`Price chain of ${of.kind} ${of.id}${count}: ${formatKilograms(soldGrams)}`);
  for (const { unit, perUnitCentimes } of billed)
    say(`  billed to buyers: ${formatMoney(perUnitCentimes)} a ${unit}`);
  line('paid by buyers', chain.paid);
  for (const cost of chain.costs) line(`- ${cost.name}`, cost);
  line('= members', chain.members);
  line("= OCE's result", chain.oce);
  line('= not settled yet', chain.unsettled);
  for (const { poolId, perKgDeliveredCentimes } of received)
    if (perKgDeliveredCentimes !== null)
      say(`  members received in ${poolId}: ${formatMoney(perKgDeliveredCentimes)} a kg delivered`);
  for (const { place, productId, day, pricePerKgCentimes, source } of traders)
    say(
      `  a trader paid at ${place} on ${day}: ${formatMoney(pricePerKgCentimes)} a kg of ${productId} (${source})`,
    );
  say(addsUp(chain) ? 'It adds up to the centime.' : 'IT DOES NOT ADD UP.');
}

function line(name: string, { amountCentimes, perKgCentimes }: Part): void {
  const perKg = perKgCentimes === null ? '' : `  (${formatMoney(perKgCentimes)} a kg sold)`;
  say(`  ${name.padEnd(24)} ${formatMoney(amountCentimes).padStart(18)}${perKg}`);
}
