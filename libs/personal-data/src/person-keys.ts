import type { NatsConnection } from '@nats-io/transport-node';
import { InvalidAggregateId, isAggregateId } from '@oce/event-store';
import { LRUCache } from 'lru-cache';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { decryptField, encryptField, type Encrypted } from './encrypted';
import { KeysUnavailable, PersonErased, PersonKeyMissing } from './errors';
import { KvKeyStore, PERSON_KEYS } from './kv-key-store';
import { type KeyStore, MemoryKeyStore } from './key-store';
import { MasterKeys, type MasterKey } from './master-keys';

export interface PersonKeysOptions {
  /** The first wraps new keys, the others only unwrap what they wrapped. */
  readonly masterKeys: readonly MasterKey[];
  /** `PERSON_KEYS` unless told. */
  readonly bucket?: string;
  /** How long a key is kept in this process; 30,000 unless told. */
  readonly cacheTtlMs?: number;
  /** How many keys are kept in this process; 20,000 unless told. */
  readonly cacheSize?: number;
  /** Monotonic milliseconds, for specs. */
  readonly nowMs?: () => number;
}

type Fields<F, Value extends string> = {
  readonly [K in keyof F]: F[K] extends string ? Value : Value | undefined;
};
type Texts<F> = { readonly [K in keyof F]: string | undefined };

/** Fields in clear, or the word that they are gone for ever. */
export type Decrypted<F> =
  | { readonly erased: false; readonly fields: Fields<F, string> }
  | { readonly erased: true; readonly fields: null };

const ERASED = Symbol('erased');
type Found = KeyObject | typeof ERASED | undefined;

const CREATE_ATTEMPTS = 5;

/**
 * Personal fields under a key a person (crypto-shredding): events keep ciphertext for ever, and erasing a person destroys
 * the one key that opens theirs. Keys are cached for moments only, and dropped as soon as an erasure is heard of.
 */
export class PersonKeys {
  private readonly keys: LRUCache<string, KeyObject>;
  /** Erasure is final, so it needs no expiry; a read that was under way meanwhile cannot bring a key back. */
  private readonly erased = new Set<string>();
  private readonly reading = new Map<string, Promise<Found>>();
  private readonly masterKeys: MasterKeys;

  private constructor(
    private readonly store: KeyStore,
    options: PersonKeysOptions,
  ) {
    this.masterKeys = new MasterKeys(options.masterKeys);
    this.keys = new LRUCache({
      max: options.cacheSize ?? 20_000,
      ttl: options.cacheTtlMs ?? 30_000,
      ttlResolution: 0,
      ...(options.nowMs && { perf: { now: options.nowMs } }),
    });
  }

  /** Over the bucket, which must be there (`ensureKeyBucket`). @throws KeysUnavailable */
  static async open(connection: NatsConnection, options: PersonKeysOptions): Promise<PersonKeys> {
    return PersonKeys.over(await KvKeyStore.open(connection, options.bucket ?? PERSON_KEYS), options);
  }

  /** In memory, for specs. */
  static inMemory(): Promise<PersonKeys> {
    const masterKeys = [{ id: 'memory', key: randomBytes(32).toString('base64') }];
    return PersonKeys.over(new MemoryKeyStore(), { masterKeys });
  }

  /** Over any store of keys. */
  static async over(store: KeyStore, options: PersonKeysOptions): Promise<PersonKeys> {
    const made = new PersonKeys(store, options);
    await store.watch({ onErased: (id) => made.forget(id), onGap: () => made.keys.clear() });
    return made;
  }

  /** Whether the person has a key, or had one: for those who may not make a first. @throws KeysUnavailable */
  async knows(personId: string): Promise<boolean> {
    return (await this.find(checked(personId))) !== undefined;
  }

  /**
   * Encrypts fields of one person, with their key or a first one; undefined fields stay away.
   *
   * @throws PersonErased
   * @throws KeysUnavailable also where this user may not create a first key
   */
  async encrypt<F extends Texts<F>>(personId: string, fields: F): Promise<Fields<F, Encrypted>> {
    const key = await this.findOrCreate(checked(personId));
    return mapFields(fields, (name, text) => encryptField(key, personId, name, text)) as Fields<F, Encrypted>;
  }

  /**
   * Fields in clear, or `erased` where the person's key was destroyed.
   *
   * @throws PersonKeyMissing where there is neither a key nor an erasure
   * @throws Undecipherable for a ciphertext of another person or field, or a changed one
   * @throws KeysUnavailable
   */
  async decrypt<F extends Texts<F>>(personId: string, fields: F): Promise<Decrypted<F>> {
    const key = await this.find(checked(personId));
    if (key === ERASED) return { erased: true, fields: null };
    if (key === undefined) throw new PersonKeyMissing(personId);
    const clear = mapFields(fields, (name, value) => decryptField(key, personId, name, value));
    return { erased: false, fields: clear as Fields<F, string> };
  }

  /** Destroys the person's key for ever; a repeat does nothing. @throws KeysUnavailable: try again */
  async erase(personId: string): Promise<void> {
    this.keys.delete(checked(personId));
    await this.store.erase(personId);
    this.forget(personId);
  }

  /**
   * Wraps every key that an older master key wraps by the current one, after which the older one can be destroyed.
   * Returns how many were wrapped anew; safe beside running services.
   */
  async rewrap(): Promise<number> {
    let count = 0;
    for (const personId of await this.store.persons()) {
      const record = await this.store.read(personId);
      if (record === undefined || record.erased) continue;
      if (record.wrapped.wrappedBy === this.masterKeys.currentId) continue;
      const key = this.masterKeys.unwrap(record.wrapped, personId);
      if (await this.store.replace(personId, record.revision, this.masterKeys.wrap(key, personId))) count++;
    }
    return count;
  }

  /** Stops listening and drops all keys; the connection stays the caller's. */
  async close(): Promise<void> {
    this.keys.clear();
    await this.store.close();
  }

  private forget(personId: string): void {
    this.erased.add(personId);
    this.keys.delete(personId);
  }

  private find(personId: string): Promise<Found> {
    const key = this.erased.has(personId) ? ERASED : this.keys.get(personId);
    if (key !== undefined) return Promise.resolve(key);
    const underWay = this.reading.get(personId);
    if (underWay) return underWay;
    const read = this.read(personId).finally(() => this.reading.delete(personId));
    this.reading.set(personId, read);
    return read;
  }

  private async read(personId: string): Promise<Found> {
    const record = await this.store.read(personId);
    if (record === undefined) return undefined;
    if (!record.erased) return this.remember(personId, this.masterKeys.unwrap(record.wrapped, personId));
    this.forget(personId);
    return ERASED;
  }

  /** Unless an erasure was heard of while the answer was on its way. */
  private remember(personId: string, key: KeyObject): Found {
    if (this.erased.has(personId)) return ERASED;
    this.keys.set(personId, key);
    return key;
  }

  private async findOrCreate(personId: string): Promise<KeyObject> {
    let found = await this.find(personId);
    for (let attempt = 1; attempt <= CREATE_ATTEMPTS; attempt++) {
      if (found === ERASED) throw new PersonErased(personId);
      if (found !== undefined) return found;
      const fresh = createSecretKey(randomBytes(32));
      const isFirst = await this.store.create(personId, this.masterKeys.wrap(fresh, personId));
      found = isFirst ? this.remember(personId, fresh) : await this.read(personId);
    }
    throw new KeysUnavailable(`no key could be made for ${personId}`);
  }
}

function checked(personId: string): string {
  if (!isAggregateId(personId)) throw new InvalidAggregateId(String(personId));
  return personId;
}

function mapFields(fields: object, change: (name: string, value: string) => string): Record<string, string> {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined) as [string, string][];
  return Object.fromEntries(present.map(([name, value]) => [name, change(name, value)]));
}
