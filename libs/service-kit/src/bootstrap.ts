import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { mainStreamOf, type ContextManifest, type LoadedContext } from '@oce/contexts';
import { loadConfig, type ServiceConfig } from './config';
import type { ServiceMetrics } from './health/metrics';
import { careForConnections, newAdapter, takeBodies } from './http/adapter';
import { PinoLogger } from './log/pino-logger';
import { CommandServer, plainJsonDeserializer } from './nats/plain-json';
import { describeApi } from './openapi/describe-api';
import { OceModule } from './providers/oce.module';
import { METRICS } from './providers/tokens';
import { stopWhenAsked } from './stop-when-asked';

/** As much of a manifest as a service is started by. */
export type ServedContext = Pick<ContextManifest, 'name' | 'streams'>;

export interface RunningService {
  readonly app: NestFastifyApplication;
  /** Where it answers HTTP: `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Stops taking work, ends what is under way, closes the connections. */
  stop(): Promise<void>;
}

/** Boots one service: HTTP and NATS in front, the log and the database behind. */
export async function startService(
  manifest: ServedContext,
  module: Type,
  config: ServiceConfig,
): Promise<RunningService> {
  const context = manifest.name;
  const logger = new PinoLogger(context, config.LOG_LEVEL);
  const adapter = newAdapter();
  const root = {
    module: class Root {},
    imports: [OceModule.forContext(context, mainStreamOf(manifest), config), module],
  };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    abortOnError: false,
    // Nest would take forms too.
    bodyParser: false,
  });
  takeBodies(adapter);
  careForConnections(adapter);
  observeRequests(adapter, () => app.get<ServiceMetrics>(METRICS));
  app.connectMicroservice<MicroserviceOptions>(
    {
      strategy: new CommandServer({
        servers: config.NATS_URL.split(','),
        user: config.NATS_USER,
        pass: config.NATS_PASSWORD,
        name: `${context}-commands`,
        inboxPrefix: `_INBOX_${context}`,
        queue: context,
        maxReconnectAttempts: -1,
        waitOnFirstConnect: true,
        deserializer: plainJsonDeserializer,
      }),
    },
    { inheritAppConfig: true },
  );
  describeApi(app, context);
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return { app, url, stop: () => app.close() };
}

function observeRequests(adapter: FastifyAdapter, metrics: () => ServiceMetrics): void {
  let found: ServiceMetrics | undefined;
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    found ??= metrics();
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: String(reply.statusCode),
    };
    found.requestSeconds.observe(labels, reply.elapsedTime / 1000);
    done();
  });
}

/** Starts a context as its manifest says, with the environment given. */
export async function startContext(
  context: ContextManifest,
  env: NodeJS.ProcessEnv,
): Promise<RunningService> {
  const { module, config } = (await context.load()) as LoadedContext<Type, new () => ServiceConfig>;
  return startService(context, module, loadConfig(config, env));
}

/** The main of a service process: starts, tells its parent when it is ready, stops cleanly when it is asked to. */
export async function runContext(context: ContextManifest): Promise<void> {
  const service = await startContext(context, process.env);
  process.send?.({ ready: true, url: service.url });
  stopWhenAsked(() => service.stop());
}
