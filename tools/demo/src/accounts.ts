import { deliveryIdOf } from './ids';
import { forEach, requireAccepted, untilQuiet, type DemoRun } from './demo-run';

/** Schedules, input credits, premiums and bank accounts: what must stand before the first delivery is graded. */
export async function openAccounts({ client, approver, season }: DemoRun): Promise<void> {
  const { priceSchedules, deductionSchedules } = season.schedules;
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  requireAccepted(
    'prices',
    await forEach('price schedules', priceSchedules, (schedule) =>
      post('payments/price-schedules', schedule),
    ),
  );
  requireAccepted(
    'deductions',
    await forEach('deduction schedules', deductionSchedules, (schedule) =>
      post('payments/deduction-schedules', schedule),
    ),
  );
  requireAccepted(
    'credits',
    await forEach(
      'input credits',
      season.credits,
      ({ producerCode, creditId, amountCentimes, item, grantedOn }) =>
        post(`payments/accounts/${producerCode}/credits`, {
          creditId,
          amountCentimes,
          purpose: item,
          grantedOn,
        }),
    ),
  );
  requireAccepted(
    'premiums',
    await forEach('premiums', season.premiums, ({ producerCode, premiumId, period, amountCentimes, dueOn }) =>
      post(`payments/accounts/${producerCode}/premiums`, { premiumId, period, amountCentimes, dueOn }),
    ),
  );
  await openBankDetails({ client, approver, season });
}

/** One person proposes each account, another approves it by its mark. */
async function openBankDetails({
  client,
  approver,
  season,
}: Pick<DemoRun, 'client' | 'approver' | 'season'>): Promise<void> {
  const post = (path: string, body: unknown) => client.send('POST', path, body);
  const proposed = requireAccepted(
    'RIB',
    await forEach('RIB proposed', season.ribs, ({ producerCode, rib }) =>
      post(`payments/bank-details/${producerCode}/proposals`, { rib }),
    ),
  );
  const marks = season.ribs.map(({ producerCode }, at) => ({
    producerCode,
    ribHash: (proposed[at]?.body as { ribHash: string }).ribHash,
  }));
  requireAccepted(
    'RIB',
    await forEach('RIB approved', marks, ({ producerCode, ribHash }) =>
      approver.send('POST', `payments/bank-details/${producerCode}/approvals`, { ribHash }),
    ),
  );
}

/** Disputed lines wait; the others may be paid. */
export async function raiseDisputes({ client, season }: DemoRun): Promise<void> {
  await untilQuiet(client, ['collection', 'payments']);
  const answers = await forEach('lines disputed', season.events.disputes, (dispute) =>
    client.send('POST', `payments/accounts/${dispute.producerCode}/disputes`, {
      disputeId: dispute.disputeId,
      lineId: `ADV-${deliveryIdOf(dispute)}`,
      reason: dispute.reason,
    }),
  );
  requireAccepted('disputes', answers);
}

/** A second person decides; the line goes on with the next batch. */
export async function resolveDisputes({ approver, season }: DemoRun): Promise<void> {
  const answers = await forEach(
    'disputes resolved',
    season.events.disputes,
    ({ producerCode, disputeId, outcome, resolution }) =>
      approver.send('POST', `payments/accounts/${producerCode}/dispute-resolutions`, {
        disputeId,
        outcome,
        resolution,
      }),
  );
  requireAccepted('disputes', answers);
}
