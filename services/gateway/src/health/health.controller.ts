import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UPSTREAMS, type Upstreams } from '../gateway.config';
import { askAll } from '../proxy/ask-all';

/** Live: the gateway answers. Ready: so do all services behind it. */
@Controller('health')
export class HealthController {
  constructor(@Inject(UPSTREAMS) private readonly upstreams: Upstreams) {}

  @Get('live')
  live() {
    return { service: 'gateway', live: true };
  }

  /** Which services are ready; 503 unless all are. How each of them is, it says itself. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const answers = await askAll(this.upstreams, '/health/ready');
    const services = Object.fromEntries(
      [...answers].map(([context, answer]) => [context, answer?.ok ?? false]),
    );
    const ready = Object.values(services).every(Boolean);
    if (!ready) void reply.status(503);
    void reply.header('Cache-Control', 'no-store');
    return { service: 'gateway', ready, services };
  }
}
