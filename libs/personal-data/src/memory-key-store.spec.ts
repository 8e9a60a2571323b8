import { describePersonKeys } from './person-keys.contract';
import { MemoryKeyStore } from './key-store';
import { PersonKeys } from './person-keys';

class Deaf extends MemoryKeyStore {
  constructor(private readonly heard: MemoryKeyStore) {
    super();
  }
  override read = (personId: string) => this.heard.read(personId);
}

const open = () => {
  const store = new MemoryKeyStore();
  return Promise.resolve({
    join: (options: Parameters<typeof PersonKeys.over>[1]) => PersonKeys.over(store, options),
    joinDeaf: (options: Parameters<typeof PersonKeys.over>[1]) => PersonKeys.over(new Deaf(store), options),
    close: () => Promise.resolve(),
  });
};

describePersonKeys('memory', open);

it('keys in memory need no configuration in a spec', async () => {
  const keys = await PersonKeys.inMemory();
  const stored = await keys.encrypt('p1', { name: 'Aicha' });
  expect(await keys.decrypt('p1', stored)).toEqual({ erased: false, fields: { name: 'Aicha' } });
});
