import { AccountsRule } from './accounts/accounts.rule';
import { Audit } from './audit';
import { Check } from './check';
import { Rows } from './columns';
import { Findings } from './finding';
import { PoolsRule } from './pools/pools.rule';
import type { AuditRule } from './rule';
import { CommitsRule } from './rules/commits';
import { DeliveriesRule } from './rules/deliveries';
import { InvoicesRule } from './rules/invoices';
import { LotsSoldRule } from './rules/lots-sold';
import { MassRule } from './rules/mass';
import { OrdersRule } from './rules/orders';
import { PersonalDataRule } from './rules/personal-data';
import { PostingsRule } from './rules/postings';
import { RegistersRule } from './rules/registers';
import { TransfersRule } from './rules/transfers';

/** All sections of an audit of the log, in the order in which they are printed. */
const SECTIONS: readonly (readonly [
  section: string,
  rule: new (check: Check, deliveries: Rows) => AuditRule,
])[] = [
  ['commits', CommitsRule],
  ['postings', PostingsRule],
  ['deliveries', DeliveriesRule],
  ['mass', MassRule],
  ['lots', LotsSoldRule],
  ['orders', OrdersRule],
  ['numbers', RegistersRule],
  ['invoices', InvoicesRule],
  ['accounts', AccountsRule],
  ['pools', PoolsRule],
  ['transfers', TransfersRule],
  ['personal-data', PersonalDataRule],
];

/** An audit that has seen nothing yet. */
export function newAudit(): Audit {
  const findings = new Findings();
  const deliveries = new Rows();
  return new Audit(
    SECTIONS.map(([section, Rule]) => new Rule(new Check(section, findings), deliveries)),
    findings,
  );
}
