import { contextInMemory, refusalOf, type OfficeInMemory } from '@oce/testing/in-memory';
import { convention, cooperative, person } from '../../test/affiliation.fixture';
import { context } from '../context';
import { cooperativeAggregate } from '../cooperative/domain/cooperative';
import { producerAggregate } from '../producer/domain/producer';
import { Affiliations } from '../producer/http/affiliations';
import { UniqueValues } from './unique-values';

describe('a CIN', () => {
  let office: OfficeInMemory;
  beforeEach(async () => {
    office = await contextInMemory(context);
    await office.send(cooperativeAggregate, 'C-1', { type: 'AffiliateCooperative', data: cooperative });
    const data = { cooperativeId: 'C-1', ...convention };
    await office.send(cooperativeAggregate, 'C-1', { type: 'SignConvention', data });
  });
  afterEach(() => office.close());

  const affiliate = (producerCode: string, change: Partial<ReturnType<typeof person>> = {}) =>
    refusalOf(
      office
        .get('affiliation', Affiliations)
        .affiliate({ ...person(1), producerCode, ...change }, office.meta()),
    );
  const leave = (producerCode: string, leftOn = '2026-10-01') => {
    const data = { producerCode, leftOn, reason: 'moved away' };
    return office.send(producerAggregate, producerCode, { type: 'LetProducerLeave', data });
  };

  it('is of one producer, until they leave', async () => {
    expect(await affiliate('P-1')).toBeUndefined();
    expect(await affiliate('P-2')).toBe('cin_taken');
    await leave('P-1');
    await office.settle();
    expect(await affiliate('P-2')).toBeUndefined();
    // The old code again is a repeat: it takes nothing from whoever has the value now.
    expect(await affiliate('P-1')).toBeUndefined();
    expect(await affiliate('P-3')).toBe('cin_taken');
  });

  it('is kept through a departure that is announced, and free from its day on', async () => {
    expect(await affiliate('P-1')).toBeUndefined();
    await leave('P-1', '2026-12-01');
    await office.settle();
    expect(await affiliate('P-2')).toBe('cin_taken');
    const later = { ...office.meta(), now: '2026-12-01T08:00:00.000Z' };
    const again = { ...person(1), producerCode: 'P-2' };
    expect(await refusalOf(office.get('affiliation', Affiliations).affiliate(again, later))).toBeUndefined();
    expect(await affiliate('P-3')).toBe('cin_taken');
  });

  it('is free where the affiliation was refused', async () => {
    expect(await affiliate('P-1', { cooperativeId: 'C-9' })).toBe('cooperative_unknown');
    expect(await affiliate('P-2')).toBeUndefined();
    expect(await affiliate('P-2', { cin: person(2).cin })).toBe('producer_code_taken');
    expect(await affiliate('P-3', { cin: person(2).cin })).toBeUndefined();
  });
});

describe('the id of a value', () => {
  it('is one for one value, and another for another kind of it', async () => {
    const office = await contextInMemory(context);
    const values = office.get('affiliation', UniqueValues);
    const ice = '998827893000109';
    expect(values.of('cin', 'ZZ100001', 'a').id).toBe(values.of('cin', 'ZZ100001', 'b').id);
    expect(values.of('cooperative-ice', ice, 'a').id).not.toBe(values.of('exporter-ice', ice, 'a').id);
    await office.close();
  });
});
