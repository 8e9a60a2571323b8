import { eventually } from '@oce/local-servers/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { isEncrypted } from './encrypted';
import { PersonErased, PersonKeyMissing, Undecipherable, UnknownMasterKey } from './errors';
import type { MasterKey } from './master-keys';
import { PersonKeys, type PersonKeysOptions } from './person-keys';

/** Where keys are kept, and a way for a process to come to them. */
export interface KeysUnderTest {
  /** Another process, with a cache of its own. */
  join(options: PersonKeysOptions): Promise<PersonKeys>;
  /** A process that hears nothing of erasures. */
  joinDeaf(options: PersonKeysOptions): Promise<PersonKeys>;
  close(): Promise<void>;
}

const masterKey = (id: string): MasterKey => ({ id, key: randomBytes(32).toString('base64') });
const LONG_MS = 3_600_000;
const someone = { name: 'Fatima', phone: '+212 6' };

/** What an erasure and everything around it must hold, on each place where keys are kept. */
export function describePersonKeys(name: string, open: () => Promise<KeysUnderTest>): void {
  describe(`keys of persons in ${name}`, () => {
    const current = masterKey('2026');
    const opened: PersonKeys[] = [];
    let under: KeysUnderTest;
    const process = async (options: Partial<PersonKeysOptions> = {}) => {
      const keys = await under.join({ masterKeys: [current], cacheTtlMs: LONG_MS, ...options });
      opened.push(keys);
      return keys;
    };
    beforeAll(async () => {
      under = await open();
    });
    afterAll(async () => {
      for (const keys of opened) await keys.close();
      await under.close();
    });

    it('give back in another process what one has encrypted', async () => {
      const [one, two, id] = [await process(), await process(), randomUUID()];
      const stored = await one.encrypt(id, someone);
      expect(Object.values(stored).every(isEncrypted)).toBe(true);
      expect(JSON.stringify(stored)).not.toContain('Fatima');
      expect(await two.decrypt(id, stored)).toEqual({ erased: false, fields: someone });
    });

    it('leave out undefined fields both ways', async () => {
      const [keys, id] = [await process(), randomUUID()];
      const fields: { name: string; phone?: string } = { name: 'Fatima', phone: undefined };
      const stored = await keys.encrypt(id, fields);
      expect(Object.keys(stored)).toEqual(['name']);
      expect(await keys.decrypt(id, { ...stored, phone: undefined })).toEqual({
        erased: false,
        fields: { name: 'Fatima' },
      });
    });

    it('never encrypt the same text twice alike', async () => {
      const [keys, id] = [await process(), randomUUID()];
      expect(await keys.encrypt(id, someone)).not.toEqual(await keys.encrypt(id, someone));
    });

    it('are one key for a person, however many processes are first', async () => {
      const all = await Promise.all([process(), process(), process()]);
      const id = randomUUID();
      const stored = await Promise.all(
        Array.from({ length: 30 }, (_, at) => (all[at % 3] as PersonKeys).encrypt(id, { n: String(at) })),
      );
      const reader = await process();
      for (const [at, fields] of stored.entries())
        expect(await reader.decrypt(id, fields)).toEqual({ erased: false, fields: { n: String(at) } });
    });

    it('tell an erased person from one never seen', async () => {
      const [keys, other, id, unknown] = [await process(), await process(), randomUUID(), randomUUID()];
      const stored = await keys.encrypt(id, someone);
      await keys.erase(id);
      for (const reader of [keys, other])
        expect(await reader.decrypt(id, stored)).toEqual({ erased: true, fields: null });
      const strayed = { name: stored.name.replace(id, unknown) };
      await expect(keys.decrypt(unknown, strayed)).rejects.toBeInstanceOf(PersonKeyMissing);
    });

    it('know who has a key or had one, and make none by asking', async () => {
      const [keys, other, id, unknown] = [await process(), await process(), randomUUID(), randomUUID()];
      await keys.encrypt(id, someone);
      expect([await other.knows(id), await other.knows(unknown), await other.knows(unknown)]).toEqual([
        true,
        false,
        false,
      ]);
      await keys.erase(id);
      expect(await other.knows(id)).toBe(true);
      expect(await (await process()).knows(id)).toBe(true);
    });

    it('know somebody from the first key on, also where they were asked for before', async () => {
      const [keys, other, id] = [await process(), await process(), randomUUID()];
      expect([await keys.knows(id), await other.knows(id)]).toEqual([false, false]);
      await keys.encrypt(id, someone);
      expect([await keys.knows(id), await other.knows(id)]).toEqual([true, true]);
    });

    it('know who was erased before they ever had a key', async () => {
      const [keys, other, id] = [await process(), await process(), randomUUID()];
      await keys.erase(id);
      expect([await keys.knows(id), await other.knows(id)]).toEqual([true, true]);
    });

    it('refuse to encrypt for an erased person, also one who never had a key', async () => {
      const [keys, other] = [await process(), await process()];
      const [known, never] = [randomUUID(), randomUUID()];
      await keys.encrypt(known, someone);
      await keys.erase(known);
      await keys.erase(never);
      for (const id of [known, never]) {
        await expect(keys.encrypt(id, someone)).rejects.toBeInstanceOf(PersonErased);
        await expect(other.encrypt(id, someone)).rejects.toMatchObject({ slug: 'person_erased' });
      }
    });

    it('may be erased again and again, and leave the others alone', async () => {
      const [keys, id, neighbour] = [await process(), randomUUID(), randomUUID()];
      const stored = await keys.encrypt(neighbour, someone);
      await keys.encrypt(id, someone);
      await Promise.all([keys.erase(id), keys.erase(id)]);
      await keys.erase(id);
      expect(await keys.decrypt(neighbour, stored)).toMatchObject({ erased: false });
    });

    it('are dropped at once in this process, and soon in those that had them in memory', async () => {
      const [one, two, id] = [await process(), await process(), randomUUID()];
      const stored = await one.encrypt(id, someone);
      await two.decrypt(id, stored);
      await one.erase(id);
      expect(await one.decrypt(id, stored)).toMatchObject({ erased: true });
      await eventually(async () => expect(await two.decrypt(id, stored)).toMatchObject({ erased: true }));
      await expect(two.encrypt(id, someone)).rejects.toBeInstanceOf(PersonErased);
    });

    it('are gone from a process that hears nothing once its memory of them has expired', async () => {
      let nowMs = 1000;
      const one = await process();
      const deaf = await under.joinDeaf({ masterKeys: [current], nowMs: () => nowMs });
      opened.push(deaf);
      const id = randomUUID();
      const stored = await one.encrypt(id, someone);
      await deaf.decrypt(id, stored);
      await one.erase(id);
      nowMs += 29_999;
      expect(await deaf.decrypt(id, stored)).toMatchObject({ erased: false });
      nowMs += 2;
      expect(await deaf.decrypt(id, stored)).toMatchObject({ erased: true });
    });

    it('end erased where an erasure races with a first encryption', async () => {
      const [one, two] = [await process(), await process()];
      for (let round = 0; round < 20; round++) {
        const id = randomUUID();
        await Promise.allSettled([one.encrypt(id, someone), two.erase(id), one.encrypt(id, someone)]);
        await expect((await process()).encrypt(id, someone)).rejects.toBeInstanceOf(PersonErased);
      }
    });

    it('do not open what was moved to another person, field or place in the text', async () => {
      const [keys, one, two] = [await process(), randomUUID(), randomUUID()];
      const { name, phone } = await keys.encrypt(one, someone);
      await keys.encrypt(two, someone);
      const moved: [string, Record<string, string>][] = [
        [two, { name }],
        [two, { name: name.replace(one, two) }],
        [one, { phone: name }],
        [one, { name: phone }],
        [one, { name: 'Fatima' }],
        [one, { name: `${name.slice(0, -1)}${name.endsWith('A') ? 'Q' : 'A'}` }],
      ];
      for (const [id, fields] of moved)
        await expect(keys.decrypt(id, fields)).rejects.toBeInstanceOf(Undecipherable);
    });

    it.each(['', 'a.b', '*', '>', 'a b', 'a:b', 'é', 'x'.repeat(129)])(
      'refuse the person id %j',
      async (id) => {
        const keys = await process();
        const invalid = { name: 'InvalidAggregateId' };
        await expect(keys.encrypt(id, someone)).rejects.toMatchObject(invalid);
        await expect(keys.decrypt(id, {})).rejects.toMatchObject(invalid);
        await expect(keys.erase(id)).rejects.toMatchObject(invalid);
        await expect(keys.knows(id)).rejects.toMatchObject(invalid);
      },
    );

    it('move from one master key to the next, after which the old one is not needed', async () => {
      const [id, gone, next] = [randomUUID(), randomUUID(), masterKey('2027')];
      const old = await process();
      const stored = await old.encrypt(id, someone);
      await old.encrypt(gone, someone);
      await old.erase(gone);
      const withoutOld = () => process({ masterKeys: [next] });
      await expect((await withoutOld()).decrypt(id, stored)).rejects.toBeInstanceOf(UnknownMasterKey);
      const both = await process({ masterKeys: [next, current] });
      expect(await both.decrypt(id, stored)).toEqual({ erased: false, fields: someone });
      expect(await both.rewrap()).toBeGreaterThan(0);
      expect(await both.rewrap()).toBe(0);
      const reader = await withoutOld();
      expect(await reader.decrypt(id, stored)).toEqual({ erased: false, fields: someone });
      await expect(reader.encrypt(gone, someone)).rejects.toBeInstanceOf(PersonErased);
    });
  });
}
