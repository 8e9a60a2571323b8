import { allPages, type DemoRun } from './demo-run';

/** What did not go by the plan, and what the office made of it. */
export interface Moments {
  readonly supplements: readonly {
    readonly poolId: string;
    readonly number: number;
    readonly distributedCentimes: number;
    readonly members: number;
  }[];
  readonly reversedReceipts: readonly {
    readonly invoiceNumber: string;
    readonly amountCentimes: number;
    readonly reason: string;
  }[];
  readonly suspendedAccounts: readonly {
    readonly producerCode: string;
    readonly reasonCode: string;
    readonly returned: boolean;
  }[];
  readonly cash: readonly {
    readonly dispositionId: string;
    readonly producerCode: string;
    readonly amountCentimes: number;
    readonly counterName: string;
    readonly status: string;
    readonly receiptNumber: string | null;
    readonly payableUntil: string;
  }[];
  readonly heldErasures: readonly {
    readonly personId: string;
    readonly reason: string;
    readonly holds: readonly { readonly kind: string; readonly amountCentimes: number | null }[];
  }[];
}

type Supplement = Moments['supplements'][number];
interface InvoiceRow {
  readonly invoiceNumber: string;
  readonly reversals: readonly {
    readonly cause: string;
    readonly madCentimes: number;
    readonly reason: string;
  }[];
}
interface SuspendedRow {
  readonly producerCode: string;
  readonly suspended: { readonly reasonCode: string; readonly returned: boolean };
}

/** Asks the office for them. */
export async function readMoments({ client }: DemoRun): Promise<Moments> {
  const [supplements, invoices, suspended, cash, heldErasures] = await Promise.all([
    readSupplements(client),
    allPages<InvoiceRow>(client, 'sales/invoices'),
    allPages<SuspendedRow>(client, 'payments/bank-details/suspended'),
    allPages<Moments['cash'][number]>(client, 'payments/cash-dispositions'),
    allPages<Moments['heldErasures'][number]>(client, 'affiliation/erasures?status=held'),
  ]);
  return {
    supplements,
    reversedReceipts: invoices.flatMap(({ invoiceNumber, reversals }) =>
      reversals
        .filter(({ cause }) => cause === 'reversed')
        .map(({ madCentimes, reason }) => ({ invoiceNumber, amountCentimes: madCentimes, reason })),
    ),
    suspendedAccounts: suspended.map(({ producerCode, suspended: { reasonCode, returned } }) => ({
      producerCode,
      reasonCode,
      returned,
    })),
    cash,
    heldErasures,
  };
}

/** What each pool has shared after its closing: a page of its own. */
async function readSupplements(client: DemoRun['client']): Promise<Supplement[]> {
  const pools = await allPages<Pick<Supplement, 'poolId'>>(client, 'payments/pools');
  const found = await Promise.all(
    pools.map(async ({ poolId }) => {
      const own = await allPages<Omit<Supplement, 'poolId'>>(client, `payments/pools/${poolId}/supplements`);
      return own.map(({ number, distributedCentimes, members }) => ({
        poolId,
        number,
        distributedCentimes,
        members,
      }));
    }),
  );
  return found.flat();
}
