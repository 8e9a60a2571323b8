import {
  Inject,
  Injectable,
  Module,
  type DynamicModule,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { connectToLog } from '@oce/event-store';
import type { NatsConnection } from '@nats-io/transport-node';
import { MongoClient } from 'mongodb';
import { AttentionController } from '../attention/attention.controller';
import { AuthGuard } from '../auth/auth.guard';
import { TokenVerifier } from '../auth/token';
import type { ServiceConfig } from '../config';
import { HealthController } from '../health/health.controller';
import { OperationsController } from '../health/operations.controller';
import { serviceMetrics } from '../health/metrics';
import { ProblemFilter } from '../problems/problem.filter';
import { IdempotencyKeys } from '../requests/idempotency-keys';
import { DtoValidationPipe } from '../validation/validation.pipe';
import { AtOnce } from './at-once';
import { LogStreams } from './log-streams';
import { ServiceRegistry } from './registry';
import { CONFIG, CONTEXT_NAME, DATABASE, EVENT_STORE, METRICS, MONGO_CLIENT, NATS } from './tokens';

/** Closes the connections last, when everything else has stopped. */
@Injectable()
class Connections implements OnApplicationShutdown {
  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    private readonly log: LogStreams,
    @Inject(MONGO_CLIENT) private readonly mongo: MongoClient,
    private readonly registry: ServiceRegistry,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.registry.onApplicationShutdown();
    this.log.close();
    await this.nats.close();
    await this.mongo.close();
  }
}

/** How long a query waits for a database that is away before it answers 503. */
const SERVER_SELECTION_MS = 2_000;
/** A connection on which nothing has come for so long is given up: else a frozen database would hold its callers. */
const SOCKET_SILENT_MS = 30_000;

/** What every service stands on: the log, the database, validation, errors, sign-in, health. */
@Module({})
export class OceModule {
  static forContext(context: string, mainStream: string, config: ServiceConfig): DynamicModule {
    return {
      module: OceModule,
      global: true,
      controllers: [HealthController, OperationsController, AttentionController],
      providers: [
        { provide: CONTEXT_NAME, useValue: context },
        { provide: CONFIG, useValue: config },
        ...connections(context, mainStream, config),
        { provide: TokenVerifier, useFactory: () => new TokenVerifier(config.OCE_TOKEN_PUBLIC_KEY) },
        {
          provide: METRICS,
          useFactory: (registry: ServiceRegistry) => serviceMetrics(context, registry),
          inject: [ServiceRegistry],
        },
        ServiceRegistry,
        AtOnce,
        IdempotencyKeys,
        Connections,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: DtoValidationPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [
        CONTEXT_NAME,
        CONFIG,
        NATS,
        EVENT_STORE,
        MONGO_CLIENT,
        DATABASE,
        METRICS,
        TokenVerifier,
        ServiceRegistry,
        LogStreams,
        AtOnce,
      ],
    };
  }
}

function connections(context: string, mainStream: string, config: ServiceConfig): Provider[] {
  const { NATS_URL: servers, NATS_USER: user, NATS_PASSWORD: pass } = config;
  const mongoOptions = {
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    socketTimeoutMS: SOCKET_SILENT_MS,
    ignoreUndefined: true,
    appName: `oce-${context}`,
  };
  return [
    { provide: NATS, useFactory: () => connectToLog({ servers, user, pass, name: context }) },
    {
      provide: LogStreams,
      useFactory: (nats: NatsConnection) => new LogStreams(nats, mainStream),
      inject: [NATS],
    },
    {
      provide: EVENT_STORE,
      useFactory: (log: LogStreams) => log.of(mainStream),
      inject: [LogStreams],
    },
    { provide: MONGO_CLIENT, useFactory: () => new MongoClient(config.MONGODB_URI, mongoOptions) },
    {
      provide: DATABASE,
      useFactory: (client: MongoClient) => client.db(`${config.MONGODB_PREFIX}_${context}`),
      inject: [MONGO_CLIENT],
    },
  ];
}
