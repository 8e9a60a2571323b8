import { Inject, Injectable } from '@nestjs/common';
import { invalid, type CommandMeta } from '@oce/event-sourcing';
import { nothingWritten, type HandlerOf, type Outcome } from '@oce/event-store';
import { checkRib } from '@oce/identifiers';
import { keyedHash, type PersonKeys } from '@oce/personal-data';
import { AtOnce, CONFIG, InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import { requireKnownProducer } from '../../known-producer';
import type { PaymentsConfig } from '../../payments.config';
import { ribReservationId } from '../../reservation/domain/reservation';
import { PaymentsReservations } from '../../reservation/reservations';
import { bankDetailsAggregate, isInUse, type ProposeBankDetails } from '../domain/bank-details';
import type { BankDetailsEvent } from '../domain/bank-details.events';

/** Checks, reserves and encrypts an account of a bank. In clear it is in this process only, and for a moment. */
@Injectable()
export class BankDetailsProposals {
  constructor(
    @InjectAggregate(bankDetailsAggregate) private readonly details: HandlerOf<typeof bankDetailsAggregate>,
    private readonly reservations: PaymentsReservations,
    private readonly atOnce: AtOnce,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: Pick<PaymentsConfig, 'OCE_CLAIM_SECRET'>,
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
    isShared = false,
  ): Promise<{ ribHash: string; outcome: Outcome<BankDetailsEvent> }> {
    const checked = checkRib(ribText);
    if (!checked.ok) throw invalid(checked.rule, checked.message, 'rib');
    const rib = checked.value;
    await requireKnownProducer(this.keys, producerCode);
    const ribHash = keyedHash(this.config.OCE_CLAIM_SECRET, 'rib', rib);
    const facts = await this.keys.encrypt(producerCode, { rib });
    const data = { producerCode, ribHash, ...(isShared ? { isShared: true } : {}) };
    const outcome = await this.write({ type: 'ProposeBankDetails', data, facts, meta });
    return { ribHash, outcome };
  }

  private async write(command: ProposeBankDetails): Promise<Outcome<BankDetailsEvent>> {
    const { producerCode: holder, ribHash, isShared } = command.data;
    const claim = { holder, purpose: 'rib', ...(isShared ? { shared: true } : {}) };
    // What the member has given up before is given back first: the policy, coming later, must not give back this one.
    const written = nothingWritten(await this.details.load(holder));
    await this.atOnce.follow(this.details, holder, written, command.meta);
    return this.reservations.write(this.details, holder, command, {
      values: [{ id: ribReservationId(ribHash), claim }],
      stands: (state) => isInUse(state, ribHash),
    });
  }
}
