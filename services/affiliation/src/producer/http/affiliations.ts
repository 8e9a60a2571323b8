import { Injectable } from '@nestjs/common';
import { DomainError, type CommandMeta } from '@oce/event-sourcing';
import type { HandlerOf, Outcome } from '@oce/event-store';
import { checkPhone } from '@oce/identifiers';
import type { PersonKeys } from '@oce/personal-data';
import { businessDate } from '@oce/quantities';
import { InjectAggregate, InjectPersonKeys } from '@oce/service-kit';
import { accepted } from '../../accepted';
import { UniqueValues } from '../../reservation/unique-values';
import { personOf } from '../domain/person';
import {
  affiliatedOf,
  hasLeft,
  holdsCin,
  producerAggregate,
  refuseWithoutConvention,
  type ProducerState,
} from '../domain/producer';
import type { AffiliateProducer } from '../domain/producer.commands';
import type { ProducerEvent } from '../domain/producer.events';
import { Conventions } from '../reads/conventions';
import { Fingerprints } from './fingerprints';
import type { AffiliateProducerDto } from './producer.dto';

export type Producers = HandlerOf<typeof producerAggregate>;

/**
 * Where personal fields stop being clear: checked, hashed, encrypted, and on to the decider. Encryption makes a person's
 * first key, and payments takes whoever has one for a producer: what is refused anyhow is refused before.
 */
@Injectable()
export class Affiliations {
  constructor(
    private readonly uniqueValues: UniqueValues,
    private readonly conventions: Conventions,
    private readonly fingerprints: Fingerprints,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @InjectAggregate(producerAggregate) private readonly producers: Producers,
  ) {}

  /**
   * Affiliates one producer, with the CIN reserved for them alone; that of whoever has left meanwhile is free again.
   *
   * @throws DomainError `cin_form`, `phone_form` and others of the person; `cin_taken`; as the decider refuses
   */
  async affiliate(dto: AffiliateProducerDto, meta: CommandMeta): Promise<Outcome<ProducerEvent>> {
    const { producerCode, cooperativeId, affiliatedOn, ...fields } = dto;
    const person = personOf(fields, affiliatedOn);
    const cin = this.uniqueValues.of('cin', person.cin, `producer-${producerCode}`);
    const fingerprint = this.fingerprints.of(producerCode, person);
    const data = { producerCode, cooperativeId, affiliatedOn, fingerprint, cinClaim: cin.id };
    const facts = await this.conventions.inForce(cooperativeId, affiliatedOn);
    if (facts.cooperative !== 'under_convention') {
      const { affiliated } = (await this.producers.load(producerCode)).state;
      if (affiliated === undefined) refuseWithoutConvention(facts);
    }
    const sealed = await this.keys.encrypt(producerCode, { ...person });
    const command: AffiliateProducer = { type: 'AffiliateProducer', data, sealed, facts, meta };
    const today = businessDate(meta.now);
    const write = () =>
      this.uniqueValues.write(this.producers, producerCode, command, {
        values: [cin],
        stands: (state, { id }) => holdsCin(state, id, today),
      });
    try {
      return await write();
    } catch (error) {
      const isTaken = error instanceof DomainError && error.slug === 'cin_taken';
      if (!isTaken || !(await this.freedOfWhoLeft(cin.id, meta))) throw error;
      return write();
    }
  }

  /** The day of a departure that was announced has come since: its CIN is free. Whether it was so. */
  private async freedOfWhoLeft(id: string, meta: CommandMeta): Promise<boolean> {
    const holder = await this.uniqueValues.holderOf({ id });
    const code = holder?.replace(/^producer-/u, '');
    if (holder === undefined || code === undefined || code === holder) return false;
    const { state } = await this.producers.load(code);
    if (!hasLeft(state, businessDate(meta.now))) return false;
    await this.uniqueValues.giveBack({ id }, holder, meta);
    return true;
  }

  /** @throws DomainError `phone_form` and others; as the decider refuses */
  async changeContact(
    producerCode: string,
    phone: string,
    meta: CommandMeta,
  ): Promise<Outcome<ProducerEvent>> {
    const fields = { phone: accepted(checkPhone(phone), 'phone') };
    const fingerprint = this.fingerprints.of(producerCode, fields);
    const { state } = await this.producers.load(producerCode);
    affiliatedOf(state);
    const sealed = await this.keys.encrypt(producerCode, fields);
    const data = { producerCode, fingerprint };
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
    return fields === null ? undefined : this.fingerprints.of(producerCode, fields);
  }
}
