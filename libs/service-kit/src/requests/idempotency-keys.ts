import { Inject, Injectable } from '@nestjs/common';
import {
  canonicalJson,
  defineAggregate,
  defineEvents,
  derivedId,
  event,
  invalid,
  type Command,
  type CommandMeta,
  type EventOf,
  type HeldAt,
} from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import { createHash, createHmac } from 'node:crypto';
import { LogStreams } from '../providers/log-streams';
import { ServiceRegistry } from '../providers/registry';
import { CONFIG, CONTEXT_NAME } from '../providers/tokens';
import type { Call, RememberedKeys } from './call';
import { KEY_HEADER } from './needs-key';

export const idempotencyKeyEvents = (stream: string, context: string) =>
  defineEvents(
    { stream, context, aggregate: 'idempotency-key' },
    { IdempotencyKeyUsed: event<{ requestHash: string }>(), WishFoundFulfilled: event<HeldAt>() },
  );
type KeyEvents = ReturnType<typeof idempotencyKeyEvents>;
export type IdempotencyKeyUsed = EventOf<KeyEvents['IdempotencyKeyUsed']>;
type KeyCommand =
  Command<'UseIdempotencyKey', { requestHash: string }> | Command<'NoteFulfilledWish', HeldAt>;

interface KeyState {
  readonly requestHash?: string;
  /** Where the request found its wish fulfilled: it left no commit that would tell of it. */
  readonly heldAt?: HeldAt;
}

/** One key and the one request that it names, in this service; its id is the hash of the key. */
export function idempotencyKeyAggregate(stream: string, context: string) {
  const events = idempotencyKeyEvents(stream, context);
  return defineAggregate<KeyState, KeyCommand, typeof events>(events, {
    initial: {},
    decide({ type, data }, { requestHash, heldAt }) {
      if (type === 'NoteFulfilledWish') return heldAt ? [] : [events.WishFoundFulfilled(data)];
      if (requestHash === undefined) return [events.IdempotencyKeyUsed(data)];
      if (requestHash === data.requestHash) return [];
      const message = `This ${KEY_HEADER} was used before with another body or path. A new command needs a new key.`;
      throw invalid('command_id_reused', message, KEY_HEADER);
    },
    evolve: (state, { type, data }) =>
      type === 'WishFoundFulfilled'
        ? { ...state, heldAt: data }
        : { ...state, requestHash: data.requestHash },
  });
}

const idOf = (key: string): string => createHash('sha256').update(key).digest('base64url');

/**
 * Remembers which request each Idempotency-Key named, in the log, before the command is decided: so the same key with
 * another body or path is refused whichever aggregate it would reach. Requests without a key pay nothing for it.
 */
@Injectable()
export class IdempotencyKeys implements RememberedKeys {
  private readonly keys: HandlerOf<ReturnType<typeof idempotencyKeyAggregate>>;
  private readonly secret: string | undefined;
  readonly stream: string;

  constructor(
    registry: ServiceRegistry,
    log: LogStreams,
    @Inject(CONTEXT_NAME) context: string,
    @Inject(CONFIG) config: { readonly OCE_CLAIM_SECRET?: string },
  ) {
    this.stream = log.main;
    this.keys = registry.addAggregate(idempotencyKeyAggregate(log.main, context));
    this.secret = config.OCE_CLAIM_SECRET;
  }

  /** Where the request found its wish fulfilled before, if it did. @throws DomainError `command_id_reused` */
  async use(
    key: string,
    { target, body }: Pick<Call, 'target' | 'body'>,
    meta: CommandMeta,
  ): Promise<HeldAt | undefined> {
    const requestHash = this.hash(`${target}\n${canonicalJson(body ?? null)}`);
    const id = idOf(key);
    const commandId = derivedId(key, requestHash);
    const { repeated } = await this.keys.handle(id, {
      type: 'UseIdempotencyKey',
      data: { requestHash },
      meta: { ...meta, commandId },
    });
    return repeated ? (await this.keys.load(id)).state.heldAt : undefined;
  }

  /** Remembers that the key's request found its wish fulfilled: it wrote nothing that would tell of it. */
  async noteFulfilled(key: string, { stream, position, version }: HeldAt, meta: CommandMeta): Promise<void> {
    await this.keys.handle(idOf(key), {
      type: 'NoteFulfilledWish',
      data: { stream, position, version },
      meta: { ...meta, commandId: derivedId(key, 'fulfilled') },
    });
  }

  /** Keyed where the service has a secret: a body may hold a code or a telephone number, which a bare hash would tell. */
  private hash(text: string): string {
    const hash = this.secret === undefined ? createHash('sha256') : createHmac('sha256', this.secret);
    return hash.update(text).digest('base64url');
  }
}
