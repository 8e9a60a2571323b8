import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** What is still under way so long after the stop (a stream without end) is cut. */
const DRAIN_MS = 10_000;

/**
 * A body that is refused before it has all come would end the connection under whoever still sends it: a proxy then sees
 * a broken service instead of the refusal. The rest is read and thrown away instead.
 */
export function keepConnectionOnRefusal(adapter: FastifyAdapter): void {
  adapter.getInstance().addHook('onSend', (_request, reply, payload, done) => {
    if (reply.statusCode >= 400) void reply.removeHeader('connection');
    done(null, payload);
  });
}

/** At the stop: an answer under way is the last on its connection, which would else be kept open for more. */
export function drainOnClose(adapter: FastifyAdapter): void {
  const fastify = adapter.getInstance();
  let isClosing = false;
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    setTimeout(() => fastify.server.closeAllConnections(), DRAIN_MS).unref();
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done(null, payload);
  });
}
