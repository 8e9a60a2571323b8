import type { Type } from '@nestjs/common';
import type { AggregateRef, Commit, Event } from '@oce/event-sourcing';
import { OCE } from '@oce/contracts';
import { connectToLog, ensureStreams, JetStreamEventStore } from '@oce/event-store';
import { ensureKeyBucket } from '@oce/personal-data';
import type { NatsUser } from '@oce/local-servers';
import { startTestMongo, startTestNats } from '@oce/local-servers/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { startService, type RunningService } from '../bootstrap';
import { ServiceConfig } from '../config';
import { TestTokens } from './tokens';

export interface CallOptions {
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export interface HarnessOptions {
  readonly ownProcess?: boolean;
  readonly users?: readonly NatsUser[];
  /** The streams of the log, the main one first; one for all subjects unless told. */
  readonly streams?: readonly { readonly name: string; readonly subjects: string[] }[];
}

/** What a test gets back: the body parsed where it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** As JSON.parse gives it: tests look into bodies of every kind. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Real servers for the services of one spec file: NATS with the streams, MongoDB, and a signer of tokens. */
export class ServiceHarness {
  private readonly running: RunningService[] = [];
  /** What services that open personal fields have in common. */
  private readonly secrets = {
    OCE_MASTER_KEYS: `test:${randomBytes(32).toString('base64')}`,
    OCE_CLAIM_SECRET: randomBytes(32).toString('base64'),
  };

  private constructor(
    readonly nats: Awaited<ReturnType<typeof startTestNats>>,
    readonly mongo: Awaited<ReturnType<typeof startTestMongo>>,
    readonly tokens: TestTokens,
    readonly connection: Awaited<ReturnType<typeof connectToLog>>,
    readonly store: JetStreamEventStore,
    private readonly streams: readonly string[],
  ) {}

  /** @param options `ownProcess` for tests that crash a server; `users` of the log, the first of them its administrator */
  static async start(options: HarnessOptions = {}): Promise<ServiceHarness> {
    const { users, ownProcess = users !== undefined } = options;
    const { streams = [{ name: OCE, subjects: ['evt.>'] }] } = options;
    const servers = [
      startTestNats({ users, ownProcess }),
      startTestMongo({ ownProcess: options.ownProcess }),
    ] as const;
    const [nats, mongo, tokens] = await Promise.all([...servers, TestTokens.create()]);
    const connection = await connectToLog({
      servers: nats.url,
      name: 'harness',
      user: users?.[0]?.user,
      pass: users?.[0]?.password,
    });
    await ensureStreams(connection, streams);
    await ensureKeyBucket(connection);
    return new ServiceHarness(
      nats,
      mongo,
      tokens,
      connection,
      new JetStreamEventStore(connection, { stream: OCE }),
      streams.map(({ name }) => name),
    );
  }

  /** Starts a service on these servers; its environment may be extended. */
  async service<T extends ServiceConfig = ServiceConfig>(
    context: string,
    module: Type,
    extra: Partial<T> = {},
  ): Promise<RunningService> {
    const config = Object.assign(new ServiceConfig(), {
      NATS_URL: this.nats.url,
      MONGODB_URI: this.mongo.uri,
      MONGODB_PREFIX: `t${randomUUID().slice(0, 8)}`,
      OCE_TOKEN_PUBLIC_KEY: this.tokens.publicKeyPem,
      ...this.secrets,
      LOG_LEVEL: process.env['OCE_TEST_LOG'] ?? 'silent',
      ...extra,
    });
    const streams = Object.fromEntries(this.streams.map((name) => [name, 'all aggregates' as const]));
    const service = await startService({ name: context, streams }, module, config);
    this.running.push(service);
    return service;
  }

  /** Writes events straight into the log, as another context would have. */
  async given<E extends Event>(ref: AggregateRef, ...events: E[]): Promise<number> {
    const past = await this.store.load(ref);
    const commit: Commit = {
      commitId: randomUUID(),
      commandId: randomUUID(),
      commandHash: 'given',
      actor: 'test',
      at: '2026-10-01T08:00:00.000Z',
      correlationId: 'test',
      version: past.length + 1,
      events,
    };
    return this.store.append(ref, past.at(-1)?.position ?? 0, commit);
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((service) => service.stop()));
    this.store.close();
    await this.connection.close();
    await Promise.all([this.nats.stop(), this.mongo.stop()]);
  }
}

/** One HTTP call of a test; objects are sent as JSON. */
export async function call(method: string, url: string, options: CallOptions = {}): Promise<Answer> {
  const { token, headers = {}, body } = options;
  const isText = typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson =
    /json$|json;/.test(response.headers.get('content-type') ?? '') &&
    !/ndjson/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    headers: response.headers,
    body: isJson && text ? JSON.parse(text) : text,
  };
}

/** What a service with personal data needs of its environment, for tests. */
export const testPersonalData = {
  OCE_MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  OCE_CLAIM_SECRET: 'claims of tests are hashed with this',
};
