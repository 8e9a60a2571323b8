import { Body, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { derivedId, type Command, type CommandMeta, type Event } from '@oce/event-sourcing';
import { InvalidAggregateId, isAggregateId, type AggregateHandler, type Outcome } from '@oce/event-store';
import { randomUUID } from 'node:crypto';
import type { Identity } from '../auth/token';
import { fieldRefusal, refusal } from '../problems/problem';
import { callOf, type Call } from './call';
import { instant } from './instant';
import { positionText, readPositions, type LogPosition } from './log-position';
import { KEY_HEADER, NEEDS_KEY_METADATA } from './needs-key';
import { refuseUnreadBody } from './unread-body';

/** What a write answers: the same words when the command is repeated. */
export interface CommandReply {
  readonly id: string;
  readonly version: number;
  /** The stream that the position is of, where it is not the service's main one. */
  readonly stream?: string;
  readonly position: number;
  readonly events: readonly string[];
}

/** A command as a controller writes it down: its meta is the call's. */
export type WithoutMeta<C extends Command> = C extends Command ? Omit<C, 'meta'> : never;

const KEY = /^[\x21-\x7e]{1,200}$/;

/** A command as it came in: makes the meta of commands and answers with the log's position. */
export class CommandCall {
  private made: Promise<CommandMeta> | undefined;
  /** The key that the command's id is; undefined where none was sent. */
  private key: string | undefined;
  /** What stands for a body that was read as a stream. */
  private digest: string | undefined;

  constructor(
    private readonly call: Call,
    private readonly now: string,
  ) {}

  /**
   * The meta of the command that this call is. Its id is the Idempotency-Key, or a fresh one where none was sent: never
   * made from the body, for whoever sets A, then B, then A again wants A. @throws DomainError `command_id_reused`
   */
  meta(): Promise<CommandMeta> {
    return (this.made ??= this.identify());
  }

  /** A body that came as a stream is known by the digest of its bytes. To be said before the meta is made. */
  knownBy(digest: string): void {
    this.digest = digest;
  }

  /** The meta of one of several commands that this call leads to: the same part under the same key is the same command. */
  async metaOf(part: string): Promise<CommandMeta> {
    const { commandId } = await this.meta();
    // That the whole was held before says nothing of its parts.
    return this.metaWith(derivedId(commandId, part));
  }

  /** The meta of one of many commands that no key names: each line of a stream has an id of its own. */
  freshMeta(): CommandMeta {
    return this.metaWith(randomUUID());
  }

  get identity(): Identity {
    return identityOf(this.call);
  }

  /** When it came in, ISO 8601 in UTC. */
  get at(): string {
    return this.now;
  }

  /** The command with this call's meta. */
  async command<Type extends string, Data extends object>(
    type: Type,
    data: Data,
  ): Promise<Command<Type, Data>> {
    return { type, data, meta: await this.meta() };
  }

  /** Decides a command on one aggregate under this call's meta, and answers: all that most handlers do. */
  async handle<State, C extends Command, E extends Event>(
    handler: AggregateHandler<State, C, E>,
    id: string,
    command: WithoutMeta<C>,
  ): Promise<CommandReply> {
    // The compiler does not see that an Omit and what it left out come to the whole again.
    const whole = { ...command, meta: await this.meta() } as Command as C;
    return this.reply(id, await handler.handle(id, whole));
  }

  /** The answer to a command on one aggregate. */
  async reply(id: string, outcome: Outcome): Promise<CommandReply> {
    this.answer(outcome);
    await this.rememberFulfilled(outcome);
    const { version, position, events, stream } = outcome;
    const reply = { id, version, position, events: events.map((event) => event.type) };
    return stream === this.mainStream ? reply : { ...reply, stream };
  }

  /** The headers of an answer in other words, to a command on several aggregates. */
  answer({ stream, position, repeated }: Pick<Outcome, 'stream' | 'position' | 'repeated'>): void {
    this.call.answer('OCE-Position', positionText(stream, position, this.mainStream));
    if (repeated) this.call.answer('OCE-Repeated', 'true');
  }

  private get mainStream(): string {
    return mainStreamOf(this.call);
  }

  private async identify(): Promise<CommandMeta> {
    const key = keyOf(this.call);
    if (key === undefined) return this.freshMeta();
    const meta = this.metaWith(key);
    const { target, body, keys } = this.call;
    const heldAt = await keys?.use(key, { target, body: this.digest ?? body }, meta);
    this.key = key;
    return heldAt ? { ...meta, heldAt } : meta;
  }

  /** A command that wrote nothing is known by its key alone, should it come again when things stand otherwise. */
  private async rememberFulfilled(outcome: Outcome): Promise<void> {
    if (this.key === undefined || outcome.commitId !== '') return;
    const meta = await this.meta();
    if (!meta.heldAt) await this.call.keys?.noteFulfilled(this.key, outcome, meta);
  }

  private metaWith(commandId: string): CommandMeta {
    return {
      commandId,
      actor: this.call.identity?.actor ?? 'anonymous',
      now: this.now,
      correlationId: this.call.header('x-correlation-id')?.slice(0, 100) ?? this.call.id,
    };
  }
}

function keyOf(call: Call): string | undefined {
  const key = call.header(KEY_HEADER.toLowerCase());
  if (key === undefined || KEY.test(key)) return key;
  const message = `${KEY_HEADER} takes 1 to 200 visible ASCII characters`;
  throw fieldRefusal(400, 'validation', { field: KEY_HEADER, rule: 'header_characters', message });
}

/** Sent twice it would be done twice, and nothing in its body tells the two apart: only a key does. */
function requireKey(context: ExecutionContext, key: string | undefined): void {
  if (key !== undefined || !Reflect.getMetadata(NEEDS_KEY_METADATA, context.getHandler())) return;
  const message = `Send an ${KEY_HEADER} of your own, the same with each repeat: sent twice without, this would be done twice.`;
  throw fieldRefusal(428, 'idempotency_key_needed', { field: KEY_HEADER, rule: 'required', message });
}

/** The command's body, checked against the parameter's class, over HTTP and NATS alike (Nest gives both one slot). */
export const Input = (): ParameterDecorator => Body();

/** The aggregate's id: `:id` of the route, or the last token of the NATS subject. */
export const AggregateId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const id = callOf(context).aggregateId;
  if (isAggregateId(id)) return id;
  throw new InvalidAggregateId(String(id));
});

/** @throws ProblemError 400 for a key that is none, and as `keylessCallOf`; 428 where a key is needed and none was sent */
export function commandCallOf(data: unknown, context: ExecutionContext): CommandCall {
  requireKey(context, keyOf(callOf(context)));
  return keylessCallOf(data, context);
}

/** The call itself, for its meta and its answer. */
export const Caller = createParamDecorator(commandCallOf);

/** @throws ProblemError 400 for a body that the handler does not read */
function keylessCallOf(_data: unknown, context: ExecutionContext): CommandCall {
  const call = callOf(context);
  refuseUnreadBody(context, call.body);
  return new CommandCall(call, instant(Date.now()));
}

/** The call where no key names what is sent: a stream of lines or a sign-in, each a command with an id of its own. */
export const KeylessCaller = createParamDecorator(keylessCallOf);

/** Who asks, for reads. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  identityOf(callOf(context)),
);

function identityOf({ identity }: Call): Identity {
  if (!identity) throw refusal(401, 'token_missing', 'Send a token.');
  return identity;
}

/** The guard, which every call comes by, puts it there. */
function mainStreamOf({ keys }: Call): string {
  if (keys === undefined) throw new Error('a call came past the guard');
  return keys.stream;
}

export function minPositionOf(_data: unknown, context: ExecutionContext): LogPosition {
  const call = callOf(context);
  const text = call.header('oce-min-position');
  return text === undefined ? 0 : readPositions(text, mainStreamOf(call), 'OCE-Min-Position');
}

/** What a read must have come to (`OCE-Min-Position`), a `LogPosition`; 0 where nothing is asked for. */
export const MinPosition = createParamDecorator(minPositionOf);
