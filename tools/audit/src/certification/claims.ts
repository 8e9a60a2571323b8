import type { RecordedCommit } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import type { DataOf } from '../events';
import { Rule, type AuditRule, type Handlers } from '../rule';
import { Certificate } from './certificates';
import { derivedClaims, type Claim, type Limit, type RawLot } from './derived-claims';
import { Passage } from './passage';

/** What may be said of every lot, derived again from its origins, runs, lines, tanks and certificates. */
export class ClaimsRule extends Rule implements AuditRule {
  readonly proves =
    'what is said of a lot follows from its origins, the certificates of members and premises, cleaned lines and tanks and measured runs; what a certificate no longer gives is taken back';
  private readonly cooperatives = new Map<string, string>();
  private readonly rawLots = new Map<string, RawLot>();
  private readonly origins = new Map<string, DataOf<'LotMadeAvailable'>['origins']>();
  private readonly certificates = new Map<string, Certificate>();
  private readonly limits: Limit[] = [];
  private readonly passage = new Passage();
  /** What was said last, of lots that are not out of sale for ever. */
  private readonly said = new Map<string, readonly Claim[]>();

  readonly on: Handlers = {
    ProducerAffiliated: ({ producerCode, cooperativeId }) =>
      void this.cooperatives.set(producerCode, cooperativeId),
    LotClosed: ({ lotId, productId, closedOn, netGrams, deliveries }) => {
      this.rawLots.set(lotId, { productId, closedOn, members: deliveries.map((one) => one.producerCode) });
      this.origins.set(lotId, [{ lotId, grams: netGrams }]);
    },
    LotMadeAvailable: ({ lotId, runId, origins }) => {
      if (runId !== null) this.origins.set(lotId, origins);
    },
    LotDrawn: (data) => this.passage.drawn(`lot:${data.lotId}`, data),
    TankFilled: ({ tankId, lotId }) => this.passage.filled(tankId, lotId),
    TankDrawn: (data) => {
      const inIt = [...data.origins.map(({ lotId }) => lotId), ...data.heelLotIds];
      this.passage.drawn(`tank:${data.tankId}`, data, inIt);
    },
    RunCompleted: (data) => this.passage.completed(data),
    StandardPublished: ({ validFrom, processes = [] }) => {
      for (const one of processes) this.limits.push({ ...one, validFrom });
    },
    CertificateGranted: (data, at) => {
      this.certificates.set(data.certificateId, new Certificate(data));
      this.lookAgain(at);
    },
    CertificateSuspended: (data, at) => this.changed(data, false, at),
    CertificateReinstated: (data, at) => this.changed(data, true, at),
    CertificateWithdrawn: (data, at) => this.changed(data, false, at),
    GroupMembersListed: (data, at) => {
      this.certificates.get(data.certificateId)?.listed(data);
      this.lookAgain(at);
    },
    MemberSuspended: ({ certificateId, producerCode, from }, at) => {
      this.certificates.get(certificateId)?.suspended(producerCode, from);
      this.lookAgain(at);
    },
    MemberSuspensionLifted: ({ certificateId, producerCode, from }, at) => {
      this.certificates.get(certificateId)?.lifted(producerCode, from);
      this.lookAgain(at);
    },
    LotReleased: ({ lotId, claims, releasedAt }, at) => this.says(lotId, claims, releasedAt, at),
    LotClaimsChanged: ({ lotId, claims, changedAt }, at) => this.says(lotId, claims, changedAt, at),
    LotRecalled: ({ lotId }) => this.isOver(lotId),
    LotDestroyed: ({ lotId }) => this.isOver(lotId),
  };

  /** What is said at once may be from just before: it is looked at again, and set right. */
  private says(lotId: string, claims: readonly Claim[], when: string, at: RecordedCommit): void {
    this.said.set(lotId, claims);
    const [expected, found] = [text(this.derived(lotId, businessDate(when))), text(claims)];
    if (expected === found) this.check.kept(lotId);
    else this.check.promise(lotId, at, 'claimed', `claims of ${lotId}: ${found}`, expected);
  }

  /** A certificate says something else: what lots are said to be on that day follows. */
  private lookAgain(at: RecordedCommit): void {
    const day = businessDate(at.at);
    for (const [lotId, claims] of this.said) {
      const [expected, found] = [namesOn(this.derived(lotId, day), day), namesOn(claims, day)];
      if (expected !== found)
        this.check.promise(
          lotId,
          at,
          'not-changed',
          `claims of ${lotId}: ${found || 'none'}`,
          expected || 'none',
        );
    }
  }

  private changed(
    { certificateId, effectiveFrom }: DataOf<'CertificateSuspended'>,
    stands: boolean,
    at: RecordedCommit,
  ): void {
    this.certificates.get(certificateId)?.changed(stands, effectiveFrom);
    this.lookAgain(at);
  }

  private isOver(lotId: string): void {
    this.said.delete(lotId);
    this.check.kept(lotId);
  }

  private derived(lotId: string, day: string): Claim[] {
    return derivedClaims({
      origins: this.origins.get(lotId) ?? [],
      rawLots: this.rawLots,
      cooperatives: this.cooperatives,
      runs: this.passage.runsOf(lotId),
      left: this.passage.leftFor(lotId),
      certificates: [...this.certificates.values()],
      limits: this.limits,
      day,
    });
  }
}

/** Claims in words that do not hang on the order of fields. */
const text = (claims: readonly Claim[]): string =>
  claims
    .map((claim) => JSON.stringify(Object.entries(claim).sort(([a], [b]) => (a < b ? -1 : 1))))
    .sort()
    .join(' ');

/** Names of what certificates give on a day. */
const namesOn = (claims: readonly Claim[], day: string): string =>
  claims
    .flatMap((claim) =>
      claim.kind === 'all' && (claim.from ?? day) <= day && day <= (claim.until ?? day) ? claim.claim : [],
    )
    .sort()
    .join(' ');
