import type { ProducerAffiliated } from '@oce/contracts';
import { ribKey } from '@oce/identifiers';
import type { PersonKeys } from '@oce/personal-data';
import type { ServiceHarness } from '@oce/service-kit/testing';

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
