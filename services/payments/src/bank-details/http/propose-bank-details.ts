import { Inject, Injectable } from '@nestjs/common';
import { invalid, notFound, refuseIf, type CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import { checkRib } from '@oce/identifiers';
import { keyedHash, type PersonKeys } from '@oce/personal-data';
import { AtOnce, CONFIG, InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import type { PaymentsConfig } from '../../payments.config';
import { ribReservationId } from '../../reservation/domain/reservation';
import { Reservations } from '../../reservation/reservations';
import {
  bankDetailsAggregate,
  isInUse,
  type BankDetailsCommand,
  type BankDetailsState,
  type ProposeBankDetails,
} from '../domain/bank-details';
import type { BankDetailsEvent } from '../domain/bank-details.events';

/** Checks, reserves and encrypts an account of a bank. In clear it is in this process only, and for a moment. */
@Injectable()
export class BankDetailsProposals {
  constructor(
    @InjectAggregate(bankDetailsAggregate)
    private readonly details: AggregateHandler<BankDetailsState, BankDetailsCommand, BankDetailsEvent>,
    private readonly reservations: Reservations,
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
  ): Promise<{ ribHash: string; outcome: Outcome<BankDetailsEvent> }> {
    const checked = checkRib(ribText);
    if (!checked.ok) throw invalid(checked.rule, checked.message, 'rib');
    const rib = checked.value;
    const isKnown = await this.keys.knows(producerCode);
    refuseIf(!isKnown, notFound('producer_unknown', 'There is no such producer: affiliate them first.'));
    const ribHash = keyedHash(this.config.OCE_CLAIM_SECRET, 'rib', rib);
    const facts = await this.keys.encrypt(producerCode, { rib });
    const data = { producerCode, ribHash };
    const outcome = await this.reserved({ type: 'ProposeBankDetails', data, facts, meta });
    return { ribHash, outcome };
  }

  private async reserved(command: ProposeBankDetails): Promise<Outcome<BankDetailsEvent>> {
    const { data, meta } = command;
    const { producerCode, ribHash } = data;
    const handle = () => this.details.handle(producerCode, command);
    const past = await this.details.history(producerCode);
    // Its reservation may have been given back since, and must not be taken for a proposal of long ago.
    if (past.some(({ commandId }) => commandId === meta.commandId)) return handle();
    // What is refused anyhow reserves nothing, and what waits or is in use holds its reservation.
    const { state, position, version } = await this.details.load(producerCode);
    if (bankDetailsAggregate.decide(command, state).length === 0) return handle();
    // What the member has given up before is given back first.
    const written = { position, version, commitId: '', events: [], repeated: true };
    await this.atOnce.follow(this.details, producerCode, written, meta);
    return this.reservations.holding(
      [{ id: ribReservationId(ribHash), holder: producerCode, purpose: 'rib' }],
      meta,
      handle,
      async () => isInUse((await this.details.load(producerCode)).state, ribHash),
    );
  }
}
