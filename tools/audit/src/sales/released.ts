import type { RecordedCommit } from '@oce/event-sourcing';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';

interface Status {
  /** Its grade by market. */
  readonly releases: Map<string, string>;
  isRecalled: boolean;
}

const HOME = 'MA';

/**
 * What may be sold, at the moment at which it is: offered, ordered, delivered. Logs that certification has no part in say
 * nothing of releases: the rule begins with its first word.
 */
export class ReleasedRule extends Rule implements AuditRule {
  readonly proves =
    'nothing was offered, ordered or delivered that was not released for its market then, or that was held or recalled';
  private hasBegun = false;
  private readonly lots = new Map<string, Status>();
  private readonly made = new Set<string>();
  private readonly contracts = new Map<string, DataOf<'SaleContractSigned'>>();
  private readonly orders = new Map<string, DataOf<'OrderPlaced'>>();

  readonly on: Handlers = {
    LotHeld: ({ lotId }) => this.statusOf(lotId).releases.clear(),
    LotReleased: ({ lotId, market, grade }) => void this.statusOf(lotId).releases.set(market, grade),
    LotRejected: ({ lotId, market }) => void this.statusOf(lotId).releases.delete(market),
    LotRecalled: ({ lotId }) => {
      const status = this.statusOf(lotId);
      status.isRecalled = true;
      status.releases.clear();
    },
    LotRecorded: ({ lotId, made }) => {
      if (made !== undefined) this.made.add(lotId);
    },
    SaleContractSigned: (data) => void this.contracts.set(data.contractId, data),
    LotOffered: ({ lotId }, at) => {
      if (!this.hasBegun) return;
      const found = this.lots.get(lotId);
      if (found === undefined || found.isRecalled || found.releases.size === 0)
        this.check.fail(at, 'offered', `the lot ${lotId} as it is offered`, 'released', this.said(lotId));
    },
    OrderPlaced: (data, at) => {
      this.orders.set(data.orderId, data);
      for (const line of data.lines) {
        const grade = this.released(line.lotId, data.contractId);
        if (grade === undefined) this.fail(at, 'ordered', line.lotId);
        else if (this.made.has(line.lotId) && this.hasBegun)
          this.check.same(at, 'grade', `grade of ${line.lotId} by its release`, grade, line.grade);
      }
    },
    OrderFulfilled: (data, at) => {
      for (const { lotId } of data.lines)
        if (this.released(lotId, data.contractId) === undefined) this.fail(at, 'delivered', lotId);
    },
  };

  /** The grade in which a lot may go to a contract's destination; undefined where it may not. */
  private released(lotId: string, contractId: string): string | undefined {
    const found = this.lots.get(lotId);
    if (!this.hasBegun) return '';
    if (found === undefined || found.isRecalled) return undefined;
    const destination = this.contracts.get(contractId)?.destination ?? null;
    if (destination !== null) return found.releases.get(destination);
    return [...found.releases].find(([market]) => market !== HOME)?.[1];
  }

  private fail(at: RecordedCommit, slug: 'ordered' | 'delivered', lotId: string): void {
    const about = `the lot ${lotId}`;
    if (slug === 'ordered')
      this.check.fail(at, 'ordered', about, 'released for the destination', this.said(lotId));
    else this.check.fail(at, 'delivered', about, 'released for the destination', this.said(lotId));
  }

  private said(lotId: string): string {
    const found = this.lots.get(lotId);
    if (found === undefined) return 'never controlled';
    if (found.isRecalled) return 'recalled';
    return [...found.releases.keys()].join(', ') || 'held';
  }

  private statusOf(lotId: string): Status {
    this.hasBegun = true;
    const known = this.lots.get(lotId);
    if (known) return known;
    const status = { releases: new Map<string, string>(), isRecalled: false };
    this.lots.set(lotId, status);
    return status;
  }
}
