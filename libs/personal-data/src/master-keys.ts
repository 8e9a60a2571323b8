import { createSecretKey, type KeyObject } from 'node:crypto';
import { open, seal } from './aes';
import { Undecipherable, UnknownMasterKey } from './errors';

/** A master key from the environment or a secret file. */
export interface MasterKey {
  /** Written beside each key it wraps, so that it can be rotated. */
  readonly id: string;
  /** 32 random bytes as base64: `openssl rand -base64 32`. */
  readonly key: string;
}

/** A data key as it is kept. */
export interface WrappedKey {
  readonly wrappedBy: string;
  readonly key: string;
}

const ID = /^[A-Za-z0-9_.-]{1,64}$/;
const KEY_BYTES = 32;

/** The master keys: the first wraps, all unwrap. */
export class MasterKeys {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  readonly currentId: string;

  constructor(list: readonly MasterKey[]) {
    const [current] = list;
    if (current === undefined) throw new Error('at least one master key is needed');
    this.currentId = current.id;
    this.keys = new Map(list.map((one) => [one.id, parsed(one)]));
    if (this.keys.size !== list.length) throw new Error('two master keys have the same id');
  }

  wrap(dataKey: KeyObject, context: string): WrappedKey {
    const key = seal(this.named(this.currentId), dataKey.export(), this.bound(context, this.currentId));
    return { wrappedBy: this.currentId, key };
  }

  /** @throws UnknownMasterKey, Undecipherable */
  unwrap(wrapped: WrappedKey, context: string): KeyObject {
    const { wrappedBy } = wrapped;
    const plain = open(this.named(wrappedBy), wrapped.key, this.bound(context, wrappedBy));
    if (plain?.length !== KEY_BYTES)
      throw new Undecipherable(`the key of ${context} does not open with the master key ${wrappedBy}`);
    return createSecretKey(plain);
  }

  private bound = (context: string, id: string): string => `key:1\n${context}\n${id}`;

  private named(id: string): KeyObject {
    const key = this.keys.get(id);
    if (key === undefined) throw new UnknownMasterKey(id);
    return key;
  }
}

function parsed({ id, key }: MasterKey): KeyObject {
  if (!ID.test(id))
    throw new Error(
      `the master key id ${JSON.stringify(id)} may have letters, digits, dot, - and _ only, at most 64`,
    );
  const bytes = Buffer.from(key, 'base64');
  if (bytes.length !== KEY_BYTES) throw new Error(`the master key ${id} is not 32 bytes as base64`);
  return createSecretKey(bytes);
}
