import { RequestMethod, type ExecutionContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/internal';
import type { MsgHdrs } from '@nats-io/transport-node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandMeta, HeldAt } from '@oce/event-sourcing';
import type { Identity } from '../auth/token';

/** The Idempotency-Keys of the service, on its main stream. */
export interface RememberedKeys {
  readonly stream: string;
  use(key: string, call: Pick<Call, 'target' | 'body'>, meta: CommandMeta): Promise<HeldAt | undefined>;
  noteFulfilled(key: string, heldAt: HeldAt, meta: CommandMeta): Promise<void>;
}

/** One call of a handler, over HTTP or over NATS, seen alike. */
export interface Call {
  readonly kind: 'http' | 'nats';
  /** What is called: method and address; over NATS those under which HTTP takes the same command. */
  readonly target: string;
  readonly body: unknown;
  readonly id: string;
  /** The aggregate that the route or the subject names, where it does. */
  readonly aggregateId: string | undefined;
  identity?: Identity;
  /** Where Idempotency-Keys are remembered: the main stream of the service. */
  keys?: RememberedKeys;
  header(name: string): string | undefined;
  answer(name: string, value: string): void;
  status(code: number): void;
}

const CALL = Symbol('oce:call');
type Carrier = { [CALL]?: Call };

/** Headers that an answer over NATS gets, by the Nest context of its request. */
const NATS_ANSWERS = new WeakMap<object, Map<string, string>>();
const NO_HEADERS: ReadonlyMap<string, string> = new Map();

/** What `answer` has set for a request over NATS, known by its Nest context. */
export const natsAnswerHeaders = (context: object): ReadonlyMap<string, string> =>
  NATS_ANSWERS.get(context) ?? NO_HEADERS;

interface NatsRequest {
  getSubject(): string;
  getHeaders(): MsgHdrs | undefined;
}

/** The call behind a Nest context; one object for guard and handler. */
export function callOf(context: ExecutionContext): Call {
  if (context.getType() === 'http') {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest & Carrier>();
    return (request[CALL] ??= httpCall(request, http.getResponse<FastifyReply>()));
  }
  const rpc = context.switchToRpc();
  const nats = rpc.getContext<NatsRequest & Carrier>();
  return (nats[CALL] ??= natsCall(nats, rpc.getData<unknown>(), context));
}

function httpCall(request: FastifyRequest, reply: FastifyReply): Call {
  return {
    kind: 'http',
    target: `${request.method} ${request.url}`,
    body: request.body,
    id: request.id,
    aggregateId: (request.params as { id?: string } | undefined)?.id,
    header(name) {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    },
    answer: (name, value) => void reply.header(name, value),
    status: (code) => void reply.status(code),
  };
}

function natsCall(request: NatsRequest, body: unknown, context: ExecutionContext): Call {
  const subject = request.getSubject();
  const headers = request.getHeaders();
  const wanted = new Map<string, string>();
  for (const key of headers?.keys() ?? []) wanted.set(key.toLowerCase(), headers?.get(key) ?? '');
  const answered = new Map<string, string>();
  NATS_ANSWERS.set(request, answered);
  const aggregateId = subject.split('.').at(-1);
  return {
    kind: 'nats',
    get target() {
      return addressOf(context, aggregateId) ?? subject;
    },
    body,
    id: wanted.get('x-correlation-id') ?? subject,
    aggregateId,
    header: (name) => wanted.get(name),
    answer: (name, value) => void answered.set(name, value),
    status: () => undefined,
  };
}

/** Method and address of it over HTTP, if HTTP reaches it: one key names one command, whichever way it comes. */
function addressOf(context: ExecutionContext, id = ''): string | undefined {
  const method = Reflect.getMetadata(METHOD_METADATA, context.getHandler()) as RequestMethod | undefined;
  if (method === undefined) return undefined;
  const paths = [context.getClass(), context.getHandler()].map(
    (one) => Reflect.getMetadata(PATH_METADATA, one) as string,
  );
  const segments = paths.flatMap((path) => path.split('/')).filter((segment) => segment !== '');
  return `${RequestMethod[method]} /${segments.map((one) => (one === ':id' ? id : one)).join('/')}`;
}
