import { Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler, Outcome } from '@oce/event-store';
import { checkPhone } from '@oce/identifiers';
import type { PersonKeys } from '@oce/personal-data';
import { InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import { Claims } from '../../reservation/unique-values';
import { References } from '../reads/conventions.service';
import { Hashes } from './fingerprints';
import { accepted } from '../../accepted';
import { personOf } from '../domain/person';
import type { ProducerCommand } from '../domain/producer.commands';
import { producerAggregate } from '../domain/producer';
import type { AffiliateProducerDto } from './producer.dto';
import type { ProducerEvent } from '../domain/producer.events';
import { holdsCin, type ProducerState } from '../domain/producer.state';

export type Producers = AggregateHandler<ProducerState, ProducerCommand, ProducerEvent>;

/** Where personal fields stop being clear: checked, hashed, encrypted, and on to the decider. */
@Injectable()
export class Affiliations {
  constructor(
    private readonly claims: Claims,
    private readonly references: References,
    private readonly hashes: Hashes,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @InjectAggregate(producerAggregate) private readonly producers: Producers,
  ) {}

  /**
   * Affiliates one producer, with the CIN claimed as theirs alone.
   *
   * @throws DomainError `cin_form`, `phone_form` and others of the person; `cin_taken`; as the decider refuses
   */
  async affiliate(dto: AffiliateProducerDto, meta: CommandMeta): Promise<Outcome<ProducerEvent>> {
    const { producerCode, cooperativeId, affiliatedOn, ...fields } = dto;
    const person = personOf(fields, affiliatedOn);
    const cinClaim = this.hashes.claimOf('cin', person.cin);
    const fingerprint = this.hashes.fingerprintOf(producerCode, person);
    const data = { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim };
    const facts = await this.references.ofCooperative(cooperativeId, affiliatedOn);
    const sealed = await this.keys.encrypt(producerCode, { ...person });
    const command = { type: 'AffiliateProducer', data, sealed, facts, meta } as const;
    return this.claims.create<ProducerState, ProducerCommand, ProducerEvent>(
      this.producers,
      producerCode,
      command,
      {
        claim: { id: cinClaim, kind: 'cin', holder: `producer-${producerCode}` },
        isNew: (state) => state.affiliated === undefined,
        holds: (state) => holdsCin(state, cinClaim),
      },
    );
  }

  /** @throws DomainError `phone_form` and others; as the decider refuses */
  async changeContact(
    producerCode: string,
    phone: string,
    meta: CommandMeta,
  ): Promise<Outcome<ProducerEvent>> {
    const fields = { phone: accepted(checkPhone(phone), 'phone') };
    const fingerprint = this.hashes.fingerprintOf(producerCode, fields);
    const sealed = await this.keys.encrypt(producerCode, fields);
    const data = { producerCode, fingerprint };
    const { state } = await this.producers.load(producerCode);
    const facts = { phoneFingerprint: await this.phoneFingerprintOf(producerCode, state) };
    return this.producers.handle(producerCode, { type: 'ChangeContact', data, sealed, facts, meta });
  }

  /** The mark of the telephone in force: an affiliation does not tell it, so that the telephone itself is looked at. */
  private async phoneFingerprintOf(
    producerCode: string,
    { phone, phoneFingerprint }: ProducerState,
  ): Promise<string | undefined> {
    if (phoneFingerprint !== undefined || phone === undefined) return phoneFingerprint;
    const { fields } = await this.keys.decrypt(producerCode, { phone });
    return fields === null ? undefined : this.hashes.fingerprintOf(producerCode, fields);
  }
}
