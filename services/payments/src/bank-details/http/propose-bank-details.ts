import { Inject, Injectable } from '@nestjs/common';
import { invalid, notFound, refuseIf, type CommandMeta } from '@oce/event-sourcing';
import type { EventStore, Outcome } from '@oce/event-store';
import { checkRib } from '@oce/identifiers';
import { keyedHash, type PersonKeys } from '@oce/personal-data';
import { CONFIG, EVENT_STORE, InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import type { PaymentsConfig } from '../../payments.config';
import { ribClaimId } from '../../reservation/domain/reservation';
import { Claims } from '../../reservation/reservations';
import type { BankDetails } from '../../shared/handlers';
import { bankDetailsAggregate, isInUse, type ProposeBankDetails as Command } from '../domain/bank-details';
import type { BankDetailsEvent } from '../domain/bank-details.events';
import { FinishReleases } from './finish-releases';

/** Checks, claims and encrypts an account of a bank. In clear it is in this process only, and for a moment. */
@Injectable()
export class ProposeBankDetails {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'load'>,
    @InjectAggregate(bankDetailsAggregate) private readonly details: BankDetails,
    private readonly claims: Claims,
    private readonly releases: FinishReleases,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: PaymentsConfig,
  ) {}

  /**
   * Proposes a member's account.
   *
   * @throws DomainError `rib_digits`, `rib_key`, `rib_taken`, `producer_unknown`, `person_erased`, and as the aggregate refuses
   */
  async propose(
    producerCode: string,
    ribText: string,
    meta: CommandMeta,
  ): Promise<{ ribHash: string; outcome: Outcome<BankDetailsEvent> }> {
    const checked = checkRib(ribText);
    if (!checked.ok) throw invalid(checked.rule, checked.message, 'rib');
    const rib = checked.value;
    const isKnown = await this.keys.knows(producerCode);
    refuseIf(!isKnown, notFound('producer_unknown', 'There is no such producer: affiliate them first.'));
    const ribHash = keyedHash(this.config.OCE_CLAIM_SECRET, 'rib', rib);
    const facts = await this.keys.encrypt(producerCode, { rib });
    const data = { producerCode, ribHash };
    const command: Command = { type: 'ProposeBankDetails', data, facts, meta };
    return { ribHash, outcome: await this.claimed(command) };
  }

  private async claimed(command: Command): Promise<Outcome<BankDetailsEvent>> {
    const { data, meta } = command;
    const { producerCode, ribHash } = data;
    const ref = { context: 'payments', aggregate: 'bank-details', id: producerCode };
    const past = await this.store.load<BankDetailsEvent>(ref);
    const handle = () => this.details.handle(producerCode, command);
    // Its claim may have been given back since, and must not be taken for a proposal of long ago.
    if (past.some(({ commandId }) => commandId === meta.commandId)) return handle();
    // What is refused anyhow claims nothing, and what waits or is in use holds its claim.
    const { state } = await this.details.load(producerCode);
    if (bankDetailsAggregate.decide(command, state).length === 0) return handle();
    const id = ribClaimId(ribHash);
    await this.releases.of(id, past, meta);
    return this.claims.holding([{ id, holder: producerCode, purpose: 'rib' }], meta, handle, async () =>
      isInUse((await this.details.load(producerCode)).state, ribHash),
    );
  }
}
