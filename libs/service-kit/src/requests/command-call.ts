import { Body, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { canonicalJson, derivedId, type Command, type CommandMeta } from '@oce/event-sourcing';
import { InvalidAggregateId, isAggregateId, type Outcome } from '@oce/event-store';
import type { Identity } from '../auth/token';
import { problem, ProblemError } from '../problems/problem';
import { callOf, type Call } from './call';
import { refuseUnreadBody } from './unread-body';

/** What a write answers: the same words when the command is repeated. */
export interface CommandReply {
  readonly id: string;
  readonly version: number;
  readonly position: number;
  readonly events: readonly string[];
}

const COMMAND_ID = /^[\x21-\x7e]{1,200}$/;

/** A command as it came in: makes the meta of commands and answers with the log's position. */
export class CommandCall {
  private made: CommandMeta | undefined;

  constructor(
    private readonly call: Call,
    private readonly now: string,
  ) {}

  /** The meta of the command that this call is. */
  get meta(): CommandMeta {
    return (this.made ??= this.metaFor(commandIdOf(this.call)));
  }

  /**
   * The meta of a command whose body may not be told by its id (a code, a name: whoever reads the log could try values
   * out against it): the Idempotency-Key where one was sent, else the id given.
   */
  metaOr(commandId: string): CommandMeta {
    return this.metaFor(keyOf(this.call) ?? commandId);
  }

  /** The meta of one of several commands that this call leads to. */
  metaFor(commandId: string): CommandMeta {
    return {
      commandId,
      actor: this.call.identity?.actor ?? 'anonymous',
      now: this.now,
      correlationId: this.call.header('x-correlation-id')?.slice(0, 100) ?? this.call.id,
    };
  }

  get identity(): Identity {
    if (!this.call.identity) throw new ProblemError(problem(401, 'token_missing', 'Send a token.'));
    return this.call.identity;
  }

  /** The command with this call's meta. */
  command<Type extends string, Data extends object>(type: Type, data: Data): Command<Type, Data> {
    return { type, data, meta: this.meta };
  }

  /** The answer to a command on one aggregate. */
  reply(id: string, outcome: Outcome): CommandReply {
    this.call.answer('OCE-Position', String(outcome.position));
    if (outcome.repeated) this.call.answer('OCE-Repeated', 'true');
    const { version, position, events } = outcome;
    return { id, version, position, events: events.map((event) => event.type) };
  }
}

/**
 * The command's id: `Idempotency-Key` where it is sent; else derived from what is asked, for every creating command
 * carries the business id of what it creates: the same request again is the same command.
 */
function commandIdOf(call: Call): string {
  return keyOf(call) ?? derivedId(call.target, canonicalJson(call.body ?? null));
}

function keyOf(call: Call): string | undefined {
  const key = call.header('idempotency-key');
  if (key === undefined || COMMAND_ID.test(key)) return key;
  const message = 'Idempotency-Key takes 1 to 200 visible ASCII characters';
  throw new ProblemError(
    problem(400, 'validation', message, {
      errors: [{ field: 'Idempotency-Key', rule: 'header_characters', message }],
    }),
  );
}

/** The command's body, checked against the parameter's class, over HTTP and NATS alike (Nest gives both one slot). */
export const Input = (): ParameterDecorator => Body();

/** The aggregate's id: `:id` of the route, or the last token of the NATS subject. */
export const AggregateId = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const id = callOf(context).aggregateId;
  if (isAggregateId(id)) return id;
  throw new InvalidAggregateId(String(id));
});

/** @throws ProblemError 400 for an Idempotency-Key that is none, or for a body that the handler does not read */
export function commandCallOf(_data: unknown, context: ExecutionContext): CommandCall {
  const call = callOf(context);
  keyOf(call);
  refuseUnreadBody(context, call.body);
  return new CommandCall(call, new Date().toISOString());
}

/** The call itself, for its meta and its answer. */
export const Caller = createParamDecorator(commandCallOf);

/** Who asks, for reads. */
export const Who = createParamDecorator((_data: unknown, context: ExecutionContext): Identity => {
  const { identity } = callOf(context);
  if (!identity) throw new ProblemError(problem(401, 'token_missing', 'Send a token.'));
  return identity;
});

export function minPositionOf(_data: unknown, context: ExecutionContext): number {
  const text = callOf(context).header('oce-min-position');
  if (text === undefined) return 0;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const message = 'OCE-Min-Position takes a position of the log, a whole number';
  throw new ProblemError(
    problem(400, 'validation', message, {
      errors: [{ field: 'OCE-Min-Position', rule: 'is_position', message }],
    }),
  );
}

/** The position that a read must have come to (`OCE-Min-Position`); 0 where none is asked for. */
export const MinPosition = createParamDecorator(minPositionOf);
