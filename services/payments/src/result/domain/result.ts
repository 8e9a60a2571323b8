import { accounts, OCE, payments, type ProceedsKept } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  invalid,
  saysTheSame,
  type Command,
} from '@oce/event-sourcing';
import { sumExactly } from '@oce/quantities';
import { Map } from 'immutable';

export const resultEvents = defineEvents(
  { stream: OCE, context: 'payments', aggregate: 'result', id: 'lotId' },
  { ...payments.result },
);
export type { ProceedsKept } from '@oce/contracts';

/** Amounts in centimes, each with the lot that it was sold as. */
export type KeepProceeds = Command<
  'KeepProceeds',
  Pick<ProceedsKept['data'], 'proceedsId' | 'invoiceNumber' | 'parts' | 'valueDate'>
>;

type Kept = KeepProceeds['data'];
interface ResultState {
  readonly kept: Map<string, Kept>;
}

/** OCE's result of a raw lot that it has bought, or pressed for a fee; its id is the lot. chain.md 1. */
export const resultAggregate = defineAggregate<ResultState, KeepProceeds, typeof resultEvents>(resultEvents, {
  initial: { kept: Map() },
  decide: {
    /** Refuses `proceeds_kept_otherwise` and `amount_zero`. */
    KeepProceeds({ data }, { kept }) {
      const known = kept.get(data.proceedsId);
      if (known && saysTheSame(known, data)) return [];
      const message = `Other parts of ${data.proceedsId} are in the result of this lot.`;
      if (known) throw conflict('proceeds_kept_otherwise', message, 'proceedsId');
      const { proceedsId, invoiceNumber, parts, valueDate } = data;
      const amountCentimes = sumExactly(parts.map((part) => part.amountCentimes));
      if (amountCentimes === 0) throw invalid('amount_zero', 'Proceeds are an amount.');
      const postings = [
        { account: accounts.sales(invoiceNumber), amountCentimes: -amountCentimes },
        { account: accounts.result, amountCentimes },
      ];
      const lotId = parts[0]?.lotId ?? '';
      return [
        resultEvents.ProceedsKept({
          lotId,
          proceedsId,
          invoiceNumber,
          parts,
          amountCentimes,
          valueDate,
          postings,
        }),
      ];
    },
  },
  evolve: {
    ProceedsKept: ({ kept }, { data: { proceedsId, invoiceNumber, parts, valueDate } }) => ({
      kept: kept.set(proceedsId, { proceedsId, invoiceNumber, parts, valueDate }),
    }),
  },
});
