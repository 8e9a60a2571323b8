import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  answerFrameworkError,
  loadConfig,
  mapError,
  NO_SCHEMAS,
  PinoLogger,
  type RunningService,
} from '@oce/service-kit';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import 'reflect-metadata';
import { behind, GatewayConfig, type Behind } from './gateway.config';
import { GatewayModule } from './gateway.module';
import { limitRates } from './limits/limits';
import { secureHeaders, servePages } from './pages/pages';
import { requestIdOf } from './proxy/headers';
import { proxyTo } from './proxy/proxy';

const KEEP_ALIVE_MS = 65_000;

/** Starts the gateway as an environment says. */
export const startGatewayWith = (env: NodeJS.ProcessEnv): Promise<RunningService> =>
  startGateway(loadConfig(GatewayConfig, env), behind(env));

/** Starts the gateway: limits first, then headers, then pages and services. */
export async function startGateway(config: GatewayConfig, office: Behind): Promise<RunningService> {
  const logger = new PinoLogger('gateway', config.LOG_LEVEL);
  const adapter = new FastifyAdapter({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestIdHeader: false,
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-correlation-id'], randomUUID),
    trustProxy: config.OCE_TRUST_PROXY?.split(',') ?? false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: answerFrameworkError,
    schemaController: NO_SCHEMAS,
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(GatewayModule.before(office), adapter, {
    logger,
    abortOnError: false,
    // Bodies are for the services: they pass through unread.
    bodyParser: false,
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  answerWithIds(fastify);
  logFailures(fastify, logger);
  await limitRates(fastify, config, office);
  await secureHeaders(fastify);
  await fastify.register(async (plugins) => {
    answerErrorsAsProblems(plugins);
    await servePages(plugins);
    await proxyTo(plugins, office);
  });
  await app.listen(config.PORT, config.HOST);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, url, stop: () => app.close() };
}

/** Nest's filter sees to its own routes; this, to the plugins': pages and proxies. */
function answerErrorsAsProblems(fastify: FastifyInstance): void {
  fastify.setErrorHandler((error, _request, reply) => {
    const found = mapError(error);
    if (found.retryAfterSeconds !== undefined)
      void reply.header('Retry-After', String(found.retryAfterSeconds));
    return reply
      .status(found.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(found);
  });
}

/** Every answer names its request, so that a caller can quote it. */
function answerWithIds(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Correlation-Id', request.id);
    done();
  });
}

/** What went wrong between here and a service, without what was said. */
function logFailures(fastify: FastifyInstance, logger: PinoLogger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, id, url } = request;
    if (reply.statusCode >= 500)
      logger.warn({ method, path: url.split('?')[0], status: reply.statusCode, correlationId: id });
    done();
  });
}
