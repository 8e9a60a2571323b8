import { say, table } from '@oce/office/output';
import { chainLines } from './chain-lines';
import type { ChainSummary } from './chain-summary';

/** The chain of goods, at the end of a demonstration. */
export function printChain(summary: ChainSummary): void {
  say("\nLa chaîne des produits, du pesage au quai de l'acheteur, et retour à chaque membre");
  for (const line of table(chainLines(summary))) say(`  ${line}`);
}
