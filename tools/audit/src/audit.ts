import type { Event, RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from './events';
import { Findings } from './finding';
import { Check, type AuditRule, type AuditTable, type PersonalFields, type Shared } from './rule';
import { AccountsRule } from './payments/accounts/accounts';
import { Rows } from './columns';
import { PoolsRule } from './payments/pools/pools';
import { PersonalDataRule } from './persons/personal-data';
import { ErasuresRule } from './persons/erasures';
import { SecondPersonRule } from './persons/second-person';
import { CommitsRule } from './log/commits';
import { DeliveriesRule } from './collection/deliveries';
import { ClaimsRule } from './certification/claims';
import { ControlRule } from './certification/control';
import { BuyersRule } from './sales/buyers';
import { InvoicesRule } from './sales/invoices';
import { LotsSoldRule } from './sales/lots-sold';
import { MassRule } from './collection/mass';
import { GoodsRule } from './goods/goods';
import { DrillsRule } from './traceability/drills';
import { ShipmentsRule } from './transport/shipments';
import { OrdersRule } from './sales/orders';
import { PostingsRule } from './log/postings';
import { ReleasedRule } from './sales/released';
import { RegistersRule } from './sales/registers';
import { CashRule } from './payments/cash/cash';
import { TransfersRule } from './payments/transfers/transfers';

/** What an audit says of one section. */
export interface SectionResult {
  readonly section: string;
  readonly proves: string;
  /** Events that the section looked into. */
  readonly events: number;
  readonly findings: number;
}

/** One way in which a rule looks at the log: at events of a type, at every event, at every commit. */
interface Look {
  readonly rule: AuditRule;
  readonly handle: (what: object, at: RecordedCommit, stream: string) => void;
  looks: number;
}

function guarded(look: Look, what: object, at: RecordedCommit, stream = ''): void {
  look.looks++;
  try {
    look.handle(what, at, stream);
  } catch (error) {
    look.rule.check.fail(at, 'unreadable', 'the event', 'its type’s shape', (error as Error).message);
  }
}

/** Feeds the log to the rules, commit by commit, in order. */
export class Audit {
  commits = 0;
  events = 0;
  /** What policies could not do and a clerk has been told of. */
  leftToClerks = 0;
  private readonly byType = new Map<string, Look[]>();
  private readonly before: Look[] = [];
  private readonly each: Look[] = [];
  private readonly after: Look[] = [];

  constructor(
    readonly rules: readonly AuditRule[],
    readonly findings: Findings,
  ) {
    for (const rule of rules) {
      for (const [type, handle] of Object.entries(rule.on ?? {})) {
        const look = { rule, handle: handle as Look['handle'], looks: 0 };
        this.byType.set(type, [...(this.byType.get(type) ?? []), look]);
      }
      const add = (to: Look[], handle: Look['handle']) => to.push({ rule, handle, looks: 0 });
      if (rule.before) add(this.before, (_commit, at, stream) => rule.before?.(at, stream));
      if (rule.each) add(this.each, (event, at) => rule.each?.(event as Event, at));
      if (rule.after) add(this.after, (_commit, at) => rule.after?.(at));
    }
  }

  /** One commit of a stream of the log. What a rule cannot even read is a finding, not a crash. */
  observe(commit: RecordedCommit, stream: string): void {
    this.commits++;
    for (const look of this.before) guarded(look, commit, commit, stream);
    for (const event of commit.events) this.observeEvent(event, commit);
    for (const look of this.after) guarded(look, commit, commit);
  }

  private observeEvent(event: Event, commit: RecordedCommit): void {
    this.events++;
    const bound = this.byType.get(event.type);
    if (bound) for (const look of bound) guarded(look, event.data, commit);
    for (const look of this.each) guarded(look, event, commit);
    if (event.type === 'AttentionRaised') this.leaveToClerk(event.data as DataOf<'AttentionRaised'>);
  }

  private leaveToClerk({ position, reaction }: DataOf<'AttentionRaised'>): void {
    // A broken log may hold a matter without its command.
    const by = (reaction as Partial<typeof reaction> | undefined)?.id ?? '';
    for (const rule of this.rules) this.leftToClerks += rule.check.leaveToClerk(position, by);
  }

  /** How much the log has promised and does not hold yet. */
  get outstanding(): number {
    return this.rules.reduce((sum, rule) => sum + rule.check.outstanding, 0);
  }

  /** The end of the log: what is still owed becomes findings. */
  finish(): void {
    for (const rule of this.rules) {
      rule.finish?.();
      rule.check.close();
    }
  }

  sections(): SectionResult[] {
    const looks = new Map<AuditRule, number>();
    for (const { rule, looks: more } of [...this.byType.values()].flat())
      looks.set(rule, (looks.get(rule) ?? 0) + more);
    for (const { rule } of this.each) looks.set(rule, this.events);
    return this.rules.map((rule) => ({
      section: rule.check.section,
      proves: rule.proves,
      events: looks.get(rule) ?? 0,
      findings: this.findings.countOf(rule.check.section),
    }));
  }

  tables(): AuditTable[] {
    return this.rules.flatMap((rule) => rule.tables?.() ?? []);
  }
}

/** All sections of an audit of the log, in the order in which they are printed. */
const SECTIONS: readonly (readonly [
  section: string,
  rule: new (check: Check, shared: Shared) => AuditRule,
])[] = [
  ['commits', CommitsRule],
  ['postings', PostingsRule],
  ['deliveries', DeliveriesRule],
  ['mass', MassRule],
  ['goods', GoodsRule],
  ['lots', LotsSoldRule],
  ['control', ControlRule],
  ['claims', ClaimsRule],
  ['released', ReleasedRule],
  ['shipments', ShipmentsRule],
  ['drills', DrillsRule],
  ['orders', OrdersRule],
  ['numbers', RegistersRule],
  ['invoices', InvoicesRule],
  ['buyers', BuyersRule],
  ['accounts', AccountsRule],
  ['pools', PoolsRule],
  ['transfers', TransfersRule],
  ['cash', CashRule],
  ['second-person', SecondPersonRule],
  ['erasures', ErasuresRule],
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
