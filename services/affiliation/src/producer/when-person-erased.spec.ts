import { PersonKeys } from '@oce/personal-data';
import { reactionsTo, testCommit } from '@oce/testing';
import { producerEvents, type ProducerEvent } from './domain/producer.events';
import { KeyDestroyer } from './reactions/key-destroyer';
import { whenPersonErasedThenConfirmKeyDestroyed as policy } from './reactions/when-person-erased-then-confirm-key-destroyed';

const erased: ProducerEvent = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' },
};
const left: ProducerEvent = {
  type: 'ProducerLeft',
  v: 1,
  data: { producerCode: 'P-1', leftOn: '2027-01-20', reason: 'moved' },
};
const commitOf = (id: string, ...events: ProducerEvent[]) => testCommit(producerEvents, events, { id });

describe('the end of a key', () => {
  it('is said only once it has come', () => {
    expect(reactionsTo(policy, erased, new Set(['P-1']))).toEqual([
      { aggregate: 'producer', id: 'P-1', type: 'ConfirmKeyDestroyed', data: { personId: 'P-1' } },
    ]);
    expect(() => reactionsTo(policy, erased, new Set())).toThrow('not destroyed');
    expect(reactionsTo(policy, left, new Set())).toEqual([]);
  });

  it('comes to the persons of a batch who are erased, and to nobody else', async () => {
    const keys = await PersonKeys.inMemory();
    const sealed = Object.fromEntries(
      await Promise.all(
        ['P-1', 'P-2'].map(async (id) => [id, await keys.encrypt(id, { name: 'Fatima' })] as const),
      ),
    );
    const destroyer = new KeyDestroyer(keys);
    const batch = [commitOf('P-1', left, erased), commitOf('P-2', left)];
    expect(await destroyer.viewOf(batch)).toEqual(new Set(['P-1']));
    expect(await destroyer.viewOf(batch)).toEqual(new Set(['P-1']));
    expect(await keys.decrypt('P-1', sealed['P-1'] ?? {})).toMatchObject({ erased: true });
    expect(await keys.decrypt('P-2', sealed['P-2'] ?? {})).toMatchObject({ erased: false });
  });
});
