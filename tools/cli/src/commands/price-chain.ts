import { OfficeHome } from '@oce/office/home';
import { sayJson } from '@oce/office/output';
import type { CommandEntry } from '../command';
import { json } from '../options';
import type { PriceChain } from '../print-price-chain';

export const command: CommandEntry = {
  name: 'price-chain',
  group: 'What it holds',
  order: 4,
  description:
    'what buyers paid for a lot, or for all lots of a product, and where each centime went; exit 1 where the sum fails',
  arguments: [['<lot-or-product>', 'number of a lot as it was sold, or a product']],
  options: () => [json('the chain as JSON')],
  run: priceChain,
};

async function priceChain(options: { json?: boolean }, id: string): Promise<number> {
  const { OfficeClient } = await import('@oce/office/client');
  const { client } = OfficeClient.of(new OfficeHome());
  const chain = await client.call<PriceChain>('GET', `traceability/price-chains/${encodeURIComponent(id)}`);
  const { addsUp, printPriceChain } = await import('../print-price-chain.js');
  if (options.json) sayJson(chain);
  else printPriceChain(chain);
  return addsUp(chain) ? 0 : 1;
}
