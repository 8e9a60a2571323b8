import { PersonKeys, type KeyStore } from '@oce/personal-data';
import { KEY_STORE, masterKeysOf } from '@oce/service-kit';
import { testPersonalData } from '@oce/service-kit/testing';
import { contextInMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { convention, cooperative, person } from '../../test/affiliation.fixture';
import { context } from '../context';
import { cooperativeAggregate } from '../cooperative/domain/cooperative';
import { Affiliations } from './http/affiliations';

let office: OfficeInMemory;
beforeEach(async () => {
  office = await contextInMemory(context);
  const { cooperativeId } = cooperative;
  await office.send(cooperativeAggregate, cooperativeId, { type: 'AffiliateCooperative', data: cooperative });
});
afterEach(() => office.close());

const affiliations = () => office.get('affiliation', Affiliations);
const isKnown = async (personId: string) => {
  const masterKeys = masterKeysOf(testPersonalData);
  const keys = await PersonKeys.over(office.get<KeyStore>('affiliation', KEY_STORE), { masterKeys });
  return keys.knows(personId);
};

describe('a person gets a key', () => {
  it('when they are affiliated, and not where they are refused', async () => {
    await expect(affiliations().affiliate(person(1), office.meta())).rejects.toMatchObject({
      slug: 'convention_not_in_force',
    });
    expect(await isKnown('P-1')).toBe(false);
    const data = { cooperativeId: cooperative.cooperativeId, ...convention };
    await office.send(cooperativeAggregate, data.cooperativeId, { type: 'SignConvention', data });
    await affiliations().affiliate(person(1), office.meta());
    expect(await isKnown('P-1')).toBe(true);
  });

  it('not by a telephone for a code that nobody has', async () => {
    const changed = affiliations().changeContact('P-9', '0612345678', office.meta());
    await expect(changed).rejects.toMatchObject({ slug: 'producer_unknown', field: 'producerCode' });
    expect(await isKnown('P-9')).toBe(false);
  });
});
