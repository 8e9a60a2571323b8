import { AccountsRule } from './payments/accounts/accounts';
import { Audit } from './audit';
import { Check } from './check';
import { Rows } from './columns';
import { Findings } from './finding';
import { PoolsRule } from './payments/pools/pools';
import type { PersonalFields } from './manifests';
import type { AuditRule, Shared } from './rule';
import { CommitsRule } from './log/commits';
import { DeliveriesRule } from './collection/deliveries';
import { InvoicesRule } from './sales/invoices';
import { LotsSoldRule } from './sales/lots-sold';
import { MassRule } from './collection/mass';
import { OrdersRule } from './sales/orders';
import { PersonalDataRule } from './persons/personal-data';
import { PostingsRule } from './log/postings';
import { RegistersRule } from './sales/registers';
import { TransfersRule } from './payments/transfers/transfers';

/** All sections of an audit of the log, in the order in which they are printed. */
const SECTIONS: readonly (readonly [
  section: string,
  rule: new (check: Check, shared: Shared) => AuditRule,
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
export function newAudit(personalFields: PersonalFields): Audit {
  const findings = new Findings();
  const shared = { deliveries: new Rows(), personalFields };
  return new Audit(
    SECTIONS.map(([section, Rule]) => new Rule(new Check(section, findings), shared)),
    findings,
  );
}
