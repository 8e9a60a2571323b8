import httpProxy from '@fastify/http-proxy';
import { problem, ProblemError } from '@oce/service-kit';
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawServerBase,
  RequestGenericInterface,
  RouteGenericInterface,
} from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Behind } from '../gateway.config';
import { answeredHeaders, forwardedHeaders } from './headers';
import { upstreamPath } from './upstream-path';
import { upstreamProblem } from './upstream-problem';

/** As the proxy hands them out, whatever the version of HTTP. */
type Asked = FastifyRequest<RequestGenericInterface, RawServerBase>;
type Answer = FastifyReply<RouteGenericInterface, RawServerBase>;

/** Until the first byte of an answer; streams may then be silent for as long as they like. */
const ANSWER_BEGINS_MS = 120_000;
const CONNECT_MS = 2_000;

/** Passes `/api/<context>/…`, and what is open to all beside it, on to the services; bodies and answers as streams. */
export async function proxyTo(
  fastify: FastifyInstance,
  { upstreams, publicPaths }: Pick<Behind, 'upstreams' | 'publicPaths'>,
): Promise<void> {
  const streams = new OpenStreams();
  fastify.addHook('preClose', (done) => {
    streams.endAll();
    done();
  });
  for (const [context, upstream] of upstreams) {
    await fastify.register(httpProxy, { ...optionsFor(context, upstream, streams), ...apiPathsOf(context) });
  }
  for (const [prefix, { context, upstream, path }] of publicPaths) {
    const own = { prefix, rewritePrefix: path, httpMethods: ['GET', 'HEAD'] };
    await fastify.register(httpProxy, { ...optionsFor(context, upstream, streams), ...own });
  }
}

/** Answers that do not end by themselves: the server could not close before they do. */
class OpenStreams {
  private readonly open = new Set<Readable>();

  add(stream: Readable): void {
    this.open.add(stream);
    stream.once('close', () => this.open.delete(stream));
  }

  endAll(): void {
    for (const stream of this.open) stream.destroy();
  }
}

/** The paths of the API of a context, rewritten to its own. */
function apiPathsOf(context: string) {
  const prefix = `/api/${context}`;
  return {
    prefix,
    rewritePrefix: '/',
    preRewrite(url: string) {
      const [path = '', ...query] = url.split('?');
      const found = upstreamPath(context, path.slice(prefix.length));
      if (found === undefined)
        throw new ProblemError(problem(404, 'not_found', 'There is nothing here for callers from outside.'));
      return [`${prefix}${found}`, ...query].join('?');
    },
  };
}

function optionsFor(context: string, upstream: string, streams: OpenStreams) {
  return {
    upstream,
    disableRequestLogging: true,
    destroyAgent: true,
    // No limit on connections: each open page of the portal holds one.
    undici: {
      connections: null,
      headersTimeout: ANSWER_BEGINS_MS,
      bodyTimeout: 0,
      connect: { timeout: CONNECT_MS },
    },
    replyOptions: {
      // A repeat is the caller's to send: it alone knows whether it still wants the answer.
      retryDelay: () => null,
      rewriteRequestHeaders: (request: Asked, headers: IncomingHttpHeaders) =>
        forwardedHeaders(headers, {
          address: request.ip,
          protocol: request.protocol,
          requestId: request.id,
          host: request.host,
        }),
      rewriteHeaders: answeredHeaders,
      onError: (reply: Answer, { error }: { error: unknown }) => sendProblem(reply, context, error),
      onResponse(_request: Asked, reply: Answer, { stream }: { stream: Readable }) {
        if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) streams.add(stream);
        return reply.send(stream);
      },
    },
  };
}

function sendProblem(reply: Answer, context: string, error: unknown): void {
  const found = upstreamProblem(context, error);
  void reply
    .status(found.status)
    .header('Retry-After', String(found.retryAfterSeconds))
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(found);
}
