import { Inject, Injectable } from '@nestjs/common';
import { DomainError, invalid, notFound, refuseIf, type CommandMeta } from '@oce/event-sourcing';
import type { Outcome } from '@oce/event-store';
import { checkRib } from '@oce/identifiers';
import { keyedHash, type PersonKeys } from '@oce/personal-data';
import { CONFIG, InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import { claimDecider, ribClaimId } from '../claim/claim.decider';
import type { PaymentsConfig } from '../payments.config';
import type { BankDetails, Claims } from '../shared/handlers';
import { bankDetailsDecider } from './bank-details.decider';
import type { BankDetailsEvent } from './bank-details.events';

/** Checks, claims and encrypts an account of a bank. In clear it is in this process only, and for a moment. */
@Injectable()
export class ProposeBankDetails {
  constructor(
    @InjectAggregate(bankDetailsDecider) private readonly details: BankDetails,
    @InjectAggregate(claimDecider) private readonly claims: Claims,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: PaymentsConfig,
  ) {}

  /**
   * Proposes a member's account. The command's id is made unreadable too: derived, it would be a bare hash of the RIB.
   *
   * @throws DomainError `rib_digits`, `rib_key`, `rib_taken`, `producer_unknown`, `person_erased`, and as the aggregate refuses
   */
  async propose(
    producerCode: string,
    ribText: string,
    { commandId, ...meta }: CommandMeta,
  ): Promise<{ ribHash: string; outcome: Outcome<BankDetailsEvent> }> {
    const checked = checkRib(ribText);
    if (!checked.ok) throw invalid(checked.rule, checked.message, 'rib');
    const rib = checked.value;
    const isKnown = await this.keys.knows(producerCode);
    refuseIf(!isKnown, notFound('producer_unknown', 'There is no such producer: affiliate them first.'));
    const secret = this.config.OCE_CLAIM_SECRET;
    const ribHash = keyedHash(secret, 'rib', rib);
    const sealed = { ...meta, commandId: keyedHash(secret, 'command', commandId) };
    const facts = await this.keys.encrypt(producerCode, { rib });
    const claim = { holder: producerCode, purpose: 'rib' };
    const taken = await this.claims.handle(ribClaimId(ribHash), {
      type: 'TakeClaim',
      data: claim,
      meta: { ...meta, commandId: `${sealed.commandId}-${meta.now}` },
    });
    try {
      const data = { producerCode, ribHash };
      const command = { type: 'ProposeBankDetails' as const, data, facts, meta: sealed };
      return { ribHash, outcome: await this.details.handle(producerCode, command) };
    } catch (error) {
      if (error instanceof DomainError && taken.events.length > 0) await this.release(ribHash, claim, meta);
      throw error;
    }
  }

  /** The account was free before: a proposal that is refused must not keep it. */
  private async release(
    ribHash: string,
    { holder }: { holder: string },
    meta: Omit<CommandMeta, 'commandId'>,
  ) {
    const commandId = `release-${ribHash}-${meta.now}`;
    await this.claims.handle(ribClaimId(ribHash), {
      type: 'ReleaseClaim',
      data: { holder },
      meta: { ...meta, commandId },
    });
  }
}
