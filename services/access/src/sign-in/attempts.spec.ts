import { hash } from '@node-rs/argon2';
import { AggregateHandler } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { PersonKeys } from '@oce/personal-data';
import { testMeta } from '@oce/testing';
import { credentialAggregate, FAILURES_TO_LOCK } from '../credential/domain/credential';
import { Attempts } from './attempts';
import { Vault } from './vault';

const CODE = '40718264';
const WRONG = '40718265';

async function setUp() {
  const keys = await PersonKeys.inMemory();
  const vault = new Vault(keys, await hash('decoy'));
  const credentials = new AggregateHandler(new MemoryEventStore(), credentialAggregate);
  const attempts = new Attempts(credentials, vault, { OCE_SIGN_IN_BEAT_MS: 1 });
  await credentials.handle('producer-P-1', {
    type: 'IssueCode',
    data: { producerCode: 'P-1' },
    sealed: { codeHash: await vault.seal('producer', 'P-1', CODE) },
    facts: { isProducerKnown: true },
    meta: testMeta(),
  });
  const matches = jest.spyOn(vault, 'matches');
  const judged = () => matches.mock.calls.filter(([, , sealed]) => sealed !== undefined).length;
  const guess = (code: string, producerCode = 'P-1') =>
    attempts.guessable('producer', producerCode, code, testMeta());
  const failures = async () => (await credentials.load('producer-P-1')).state.failures;
  return { keys, vault, attempts, guess, judged, matches, failures };
}

describe('attempts to sign in', () => {
  it('let the right code through', async () => {
    const { guess } = await setUp();
    expect(await guess(CODE)).toMatchObject({ status: 'active', mustChange: true });
  });

  it('judge five guesses and no more, however many come at once', async () => {
    const { guess, judged } = await setUp();
    const answers = await Promise.allSettled([
      ...Array.from({ length: 20 }, () => guess(WRONG)),
      guess(CODE),
    ]);
    expect(answers.every((one) => one.status === 'rejected')).toBe(true);
    expect(judged()).toBe(FAILURES_TO_LOCK);
  });

  it('do the same work for an unknown producer as for a wrong code', async () => {
    const { guess, matches } = await setUp();
    for (const producerCode of ['P-1', 'P-9'])
      await expect(guess(WRONG, producerCode)).rejects.toMatchObject({
        problem: { status: 401, code: 'sign_in_refused' },
      });
    expect(matches).toHaveBeenCalledTimes(2);
  });

  it('take one of several secrets, say which it was, and count one failure for all of them', async () => {
    const { attempts, failures } = await setUp();
    const oneOf = (...secrets: string[]) => attempts.oneOf('producer', 'P-1', secrets, testMeta());
    expect(await oneOf(CODE, WRONG)).toMatchObject({ secret: CODE });
    expect(await oneOf(WRONG, CODE)).toMatchObject({ secret: CODE });
    expect(await failures()).toBe(0);
    await expect(oneOf(WRONG, '40718266')).rejects.toMatchObject({ problem: { code: 'sign_in_refused' } });
    expect(await failures()).toBe(1);
  });

  it('are counted under a key whose request was answered before: it names the request, not the guess', async () => {
    const { attempts, failures } = await setUp();
    const heldAt = { stream: 'OCE', position: 1, version: 1 };
    const guess = attempts.guessable('producer', 'P-1', WRONG, testMeta({ heldAt }));
    await expect(guess).rejects.toMatchObject({ problem: { code: 'sign_in_refused' } });
    expect(await failures()).toBe(1);
  });

  it('are over with the key of the person', async () => {
    const { guess, keys } = await setUp();
    await keys.erase('P-1');
    await expect(guess(CODE)).rejects.toMatchObject({ problem: { code: 'sign_in_refused' } });
  });
});

describe('the vault', () => {
  it('is true for the sealed secret only, and shows no hash', async () => {
    const { vault } = await setUp();
    const sealed = await vault.seal('staff', 'amal', 'correct horse battery');
    expect(sealed).toMatch(/^enc:1:access-staff-amal:/);
    expect(await vault.matches('staff', 'amal', sealed, 'correct horse battery')).toBe(true);
    expect(await vault.matches('staff', 'amal', sealed, 'correct horse')).toBe(false);
  });

  it('is false with nothing sealed, even for the decoy’s own word', async () => {
    const { vault } = await setUp();
    expect(await vault.matches('staff', 'amal', undefined, 'decoy')).toBe(false);
  });
});
