import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FastifyReply } from 'fastify';
import type { MongoClient } from 'mongodb';
import { Public } from '../auth/auth.guard';
import { ServiceRegistry } from '../providers/registry';
import { CONTEXT_NAME, METRICS, MONGO_CLIENT, NATS } from '../providers/tokens';
import type { ServiceMetrics } from './metrics';

const PROBE_MS = 1_000;

/** Live: the process answers. Ready: it can do its work. */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(CONTEXT_NAME) private readonly context: string,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(MONGO_CLIENT) private readonly mongo: MongoClient,
    @Inject(METRICS) private readonly metrics: ServiceMetrics,
    private readonly registry: ServiceRegistry,
  ) {}

  @Public()
  @Get('live')
  live() {
    return { service: this.context, live: true };
  }

  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [log, database] = await Promise.all([
      probe(this.nats.flush()),
      probe(this.mongo.db('admin').command({ ping: 1 })),
    ]);
    const ready = log && database && this.registry.isReady;
    if (!ready) void reply.status(503);
    return {
      service: this.context,
      ready,
      log,
      database,
      stopped: this.registry.stops,
      trouble: this.registry.trouble,
      projections: this.registry.projections,
      policies: this.registry.policyRunners.map((runner) => runner.status()),
    };
  }

  @Public()
  @Get('metrics')
  async prometheus(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .header('Content-Type', this.metrics.registry.contentType)
      .send(await this.metrics.registry.metrics());
  }
}

function probe(work: Promise<unknown>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), PROBE_MS).unref());
  return Promise.race([work.then(() => true).catch(() => false), late]);
}
