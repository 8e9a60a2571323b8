import { hash } from '@node-rs/argon2';
import { AggregateHandler, StoreUnavailable, type Outcome } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { PersonKeys } from '@oce/personal-data';
import { testMeta } from '@oce/testing';
import { credentialAggregate } from '../credential/domain/credential';
import { Attempts } from './attempts';
import { ChangeCodeController } from './http/change-code.controller';
import { Vault } from './vault';

const CODE = '40718264';
const BORN_ON = '12061959';
const change = { producerCode: 'P-1', code: CODE, newCode: '50718263' };

/** A controller whose memory of producers has to be waited for. */
async function setUp(reply: (id: string, outcome: Outcome) => Promise<unknown>) {
  const keys = await PersonKeys.inMemory();
  const vault = new Vault(keys, await hash('decoy'));
  const credentials = new AggregateHandler(new MemoryEventStore(), credentialAggregate);
  await credentials.handle('producer-P-1', {
    type: 'IssueCode',
    data: { producerCode: 'P-1' },
    sealed: { codeHash: await vault.seal('producer', 'P-1', CODE) },
    facts: { isProducerKnown: true },
    meta: testMeta({ commandId: 'issue' }),
  });
  const { birthDate } = await keys.encrypt('P-1', { birthDate: '1959-06-12' });
  const producers = { get: () => undefined, find: () => Promise.resolve({ birthDate }) };
  const signIn = { ofProducer: () => Promise.resolve({ token: 'a token' }) };
  const attempts = new Attempts(credentials, vault, { OCE_SIGN_IN_BEAT_MS: 1 });
  const call = {
    identity: { producerCode: 'P-1' },
    meta: () => Promise.resolve(testMeta({ commandId: 'change' })),
    reply,
  };
  const controller = new ChangeCodeController(
    attempts,
    vault,
    signIn as never,
    credentials,
    producers as never,
    keys,
  );
  return (body: typeof change) => controller.change(body, call as never);
}

describe('the change of a code', () => {
  it('answers once its own key is remembered, and not where that fails', async () => {
    const changed = await setUp(() => Promise.reject(new StoreUnavailable('the log is away')));
    await expect(changed(change)).rejects.toThrow('the log is away');
  });

  it('knows a birth date that memory has not read yet', async () => {
    const changed = await setUp(() => Promise.resolve());
    await expect(changed({ ...change, newCode: BORN_ON })).rejects.toMatchObject({
      slug: 'code_is_birth_date',
      field: 'newCode',
    });
    expect(await changed(change)).toEqual({ token: 'a token' });
  });
});
