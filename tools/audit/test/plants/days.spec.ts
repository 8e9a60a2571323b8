import { newAudit } from '../../src/audit';
import type { DataOf } from '../../src/events';
import { affiliate, deliver } from '../season/collection';
import { D1, D2 } from '../season/deliveries';
import { event, LogBuilder } from '../season/log-builder';
import * as pay from '../season/payments';
import { PERSONAL_FIELDS } from '../season/personal-fields';
import { describePlants } from '../season/plants';

describePlants('days', [
  [
    'accounts/claims-due',
    'claims by another day than that of the posting',
    (log) => log.edit('AdvancePosted', 1, ({ settlement }) => (settlement.claimsDueOn = '2026-09-30')),
  ],
  [
    'accounts/claims-due',
    'a line that goes by the older rule after others did not',
    (log) => log.edit('AdvancePosted', 1, ({ settlement }) => delete settlement.claimsDueOn),
  ],
  [
    'accounts/departed',
    'a line under no caps of a member who belongs',
    (log) => log.edit('AdvancePosted', 1, ({ settlement }) => (settlement.departedOn = '2026-09-30')),
  ],
  [
    'accounts/departed',
    'a line under caps of a member who has left',
    (log) => {
      const left = { producerCode: 'P2', leftOn: '2026-10-01' };
      log.addAt(log.where('AdvancePosted', 1) - 1, 'AdvancePosted', 1, 'MemberDeparted', left);
      return log.where('AdvancePosted', 1);
    },
  ],
  [
    'accounts/departure',
    'a departure on another day',
    (log) => log.edit('MemberDeparted', 0, (data) => (data.leftOn = '2026-09-02')),
  ],
  [
    'accounts/no-departure',
    'a departure that the account was never told',
    (log) => log.drop('MemberDeparted', 0, 'ProducerLeft'),
  ],
  [
    'accounts/price',
    'a price that was published after the first delivery of its day',
    (log) => {
      const later = { ...log.data('PriceSchedulePublished'), version: 'S26-2' };
      log.addAt(
        log.where('DeliveryWeighedIn', 1) - 1,
        'PriceSchedulePublished',
        0,
        'PriceSchedulePublished',
        later,
      );
      return log.edit('AdvancePosted', 1, (data) => (data.priceScheduleVersion = 'S26-2'));
    },
  ],
]);

const findings = (log: LogBuilder): string[] => {
  const audit = newAudit(PERSONAL_FIELDS);
  for (const commit of log.commits) audit.observe(commit, 'OCE');
  audit.finish();
  return audit.findings.kept.map((one) => `${one.rule} at ${one.position}`);
};
/** A log with what stands before deliveries; lines are posted on 2026-10-01. */
function begun(): LogBuilder {
  const log = new LogBuilder();
  affiliate(log);
  pay.schedules(log);
  return log;
}
/** D1 in the form of lines from before they said by which day claims are due. */
function olderForm(log: LogBuilder, weighedAt: string): void {
  for (const commit of log.commits)
    for (const { type, data } of commit.events) {
      const settled = (data as Partial<DataOf<'AdvancePosted'>>).settlement;
      if (type === 'AdvancePosted') delete (settled as { claimsDueOn?: string }).claimsDueOn;
      if (type.startsWith('DeliveryWeighed') || type === 'DeliveryGraded')
        (data as { weighedAt: string }).weighedAt = weighedAt;
    }
}
const creditOf = (log: LogBuilder, grantedOn: string) => {
  pay.grantCredit(log, 'P1', 240_000);
  (log.commits.at(-1)?.events[0]?.data as { grantedOn: string }).grantedOn = grantedOn;
};
const taken = pay.took('input_credit', 'IC1', [240_000, 158_436, 158_436], 'cap');

describe('an ordinary day', () => {
  it('is sound: weighed the day before, a credit in the morning, graded and posted in the afternoon', () => {
    const log = begun();
    deliver(log, D1);
    for (const { events } of log.commits.slice(-2))
      (events[0]?.data as { weighedAt: string }).weighedAt = '2026-09-30T08:00:00.000Z';
    creditOf(log, '2026-10-01');
    pay.advance(log, D1, taken);
    expect(findings(log)).toEqual([]);
  });

  it('of an older log is sound by the older rule, and only by that', () => {
    const older = (...deductions: Parameters<typeof pay.settled>[1][]) => {
      const log = begun();
      deliver(log, D1);
      creditOf(log, '2026-10-01');
      pay.advance(log, D1, ...deductions);
      olderForm(log, '2026-09-30T08:00:00.000Z');
      return findings(log);
    };
    expect(older()).toEqual([]);
    expect(older(taken)).toContain('accounts/deduction at ' + (begun().commits.length + 4));
  });
});

describe('a member who has left', () => {
  it('is settled in full, under no cap and no floor', () => {
    const log = begun();
    deliver(log, D2);
    pay.grantCredit(log, 'P2', 1_600_000);
    const left = { producerCode: 'P2', leftOn: '2026-10-01' };
    log.add('affiliation.producer', 'P2', event('ProducerLeft', { ...left, reason: 'moved' }));
    log.add('payments.account', 'P2', event('MemberDeparted', left));
    pay.advance(log, D2, pay.took('input_credit', 'IC1', [1_600_000, 1_447_200, 1_447_200], 'cap'));
    const { settlement } = log.commits.at(-1)?.events[0]?.data as DataOf<'AdvancePosted'>;
    Object.assign(settlement, { departedOn: '2026-10-01', floorCentimes: 0 });
    expect(settlement.netCentimes).toBe(0);
    expect(findings(log)).toEqual([]);
  });
});

describe('a version of prices that meets the first delivery of a day', () => {
  it('changes nothing where it came after it, and counts where it came before', () => {
    for (const isBefore of [true, false]) {
      const log = begun();
      const raised = () => {
        const { data } = log.commits.find(({ ref }) => ref.id === 'S26')?.events[0] as { data: object };
        const prices = { ...(data as DataOf<'PriceSchedulePublished'>), version: 'S26-2' };
        log.add('payments.schedule', 'S26-2', event('PriceSchedulePublished', prices));
      };
      if (isBefore) raised();
      deliver(log, D2);
      if (!isBefore) raised();
      pay.advance(log, D2);
      const at = log.commits.length;
      expect(findings(log)).toEqual(isBefore ? [`accounts/price at ${at}`] : []);
    }
  });
});
