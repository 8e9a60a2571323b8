import { deliveryIdOf } from '@oce/contracts';
import { postAll, postInTurn, untilQuiet, type DemoRun } from './demo-run';

/** Schedules, input credits, premiums and bank accounts: what must stand before the first delivery is graded. */
export async function openAccounts(run: DemoRun): Promise<void> {
  const { client, season } = run;
  const { priceSchedules, deductionSchedules } = season.schedules;
  const priced = (schedule: object) => ['payments/price-schedules', schedule] as const;
  await postAll(client, 'price schedules', priceSchedules, priced, 'prices');
  const deducted = (schedule: object) => ['payments/deduction-schedules', schedule] as const;
  await postAll(client, 'deduction schedules', deductionSchedules, deducted, 'deductions');
  const credited = ({ producerCode, item: purpose, ...credit }: (typeof season.credits)[number]) =>
    [`payments/accounts/${producerCode}/credits`, { ...credit, purpose }] as const;
  // The oldest claim is taken first, so those on one account are told in the order of the lists.
  const account = ({ producerCode }: { producerCode: string }) => producerCode;
  await postInTurn(client, 'input credits', season.credits, account, credited);
  await postInTurn(client, 'premiums', season.premiums, account, ({ producerCode, ...premium }) => [
    `payments/accounts/${producerCode}/premiums`,
    premium,
  ]);
  await openBankDetails(run);
}

/** One person proposes each account, another approves it by its mark. */
async function openBankDetails({ client, approver, season }: DemoRun): Promise<void> {
  const propose = ({ producerCode, rib }: { producerCode: string; rib: string }) =>
    [`payments/bank-details/${producerCode}/proposals`, { rib }] as const;
  const proposed = await postAll(client, 'RIB proposed', season.ribs, propose, 'RIB');
  const marks = season.ribs.map(({ producerCode }, at) => ({
    producerCode,
    ribHash: (proposed[at]?.body as { ribHash: string }).ribHash,
  }));
  const approve = ({ producerCode, ribHash }: (typeof marks)[number]) =>
    [`payments/bank-details/${producerCode}/approvals`, { ribHash }] as const;
  await postAll(approver, 'RIB approved', marks, approve, 'RIB');
}

/** Disputed lines wait; the others may be paid. */
export async function raiseDisputes({ client, season }: DemoRun): Promise<void> {
  await untilQuiet(client, ['collection', 'payments']);
  const raise = (dispute: (typeof season.events.disputes)[number]) => {
    const { producerCode, disputeId, reason } = dispute;
    const lineId = `ADV-${deliveryIdOf(dispute)}`;
    return [`payments/accounts/${producerCode}/disputes`, { disputeId, lineId, reason }] as const;
  };
  await postAll(client, 'lines disputed', season.events.disputes, raise, 'disputes');
}

/** A second person decides; the line goes on with the next batch. */
export async function resolveDisputes({ approver, season }: DemoRun): Promise<void> {
  const resolve = (dispute: (typeof season.events.disputes)[number]) => {
    const { producerCode, disputeId, outcome, resolution } = dispute;
    return [
      `payments/accounts/${producerCode}/dispute-resolutions`,
      { disputeId, outcome, resolution },
    ] as const;
  };
  await postAll(approver, 'disputes resolved', season.events.disputes, resolve, 'disputes');
}
