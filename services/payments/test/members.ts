import { affiliation, type ProducerAffiliated } from '@oce/contracts';
import { ribKey } from '@oce/identifiers';
import type { PersonKeys } from '@oce/personal-data';
import type { ServiceHarness } from '@oce/service-kit/testing';
import type { OfficeInMemory } from '@oce/testing/in-memory';
import { bankDetailsAggregate } from '../src/bank-details/domain/bank-details';
import { BankDetailsProposals } from '../src/bank-details/http/propose-bank-details';

/** A RIB with its right key, another for each number. */
export const ribOf = (number: number): string => {
  const body = `011519000001205000534${number}`.slice(0, 22).padEnd(22, '0');
  return body + ribKey(body);
};

/** A producer as affiliation tells of them. */
export async function affiliate(
  harness: ServiceHarness,
  keys: PersonKeys,
  producerCode: string,
): Promise<void> {
  const clear = {
    name: `Producer ${producerCode}`,
    cin: 'ZZ12345',
    phone: '+212600000000',
    birthDate: '1980-01-01',
  };
  const data = {
    producerCode,
    cooperativeId: 'C-1',
    affiliatedOn: '2026-09-01',
    ...(await keys.encrypt(producerCode, clear)),
  };
  const event: ProducerAffiliated = { type: 'ProducerAffiliated', v: 1, data };
  await harness.given({ context: 'affiliation', aggregate: 'producer', id: producerCode }, event);
}

/** A producer of an office in memory, without an account. */
export async function affiliatePerson(
  office: OfficeInMemory,
  keys: PersonKeys,
  producerCode: string,
): Promise<void> {
  const clear = { name: `Producer ${producerCode}`, cin: 'ZZ1', phone: '+212', birthDate: '1980-01-01' };
  const affiliated = affiliation.producer.ProducerAffiliated({
    producerCode,
    cooperativeId: 'C-1',
    affiliatedOn: '2026-09-01',
    ...(await keys.encrypt(producerCode, clear)),
  });
  await office.hear(affiliation.producer.ProducerAffiliated, producerCode, affiliated);
}

/** Producers of an office in memory, each with an account that a second person has approved. */
export async function affiliateWithAccounts(
  office: OfficeInMemory,
  keys: PersonKeys,
  producerCodes: readonly string[],
): Promise<void> {
  for (const [number, producerCode] of producerCodes.entries()) {
    await affiliatePerson(office, keys, producerCode);
    const proposals = office.get('payments', BankDetailsProposals);
    const { ribHash } = await proposals.propose(producerCode, ribOf(number + 1), office.meta());
    const approval = {
      type: 'ApproveBankDetails' as const,
      data: { ribHash },
      facts: { coolingOffDays: 3 },
    };
    await office.send(bankDetailsAggregate, producerCode, approval, { actor: 'staff:badr' });
  }
}
