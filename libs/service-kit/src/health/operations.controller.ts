import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Scopes } from '../auth/auth.guard';
import { problem, ProblemError } from '../problems/problem';
import { ServiceRegistry } from '../providers/registry';

/** What an operator does to a running service: see and rebuild its projections. */
@Controller('operations')
export class OperationsController {
  constructor(private readonly registry: ServiceRegistry) {}

  @Scopes('operations')
  @Get('projections')
  list() {
    return { projections: this.registry.host.status() };
  }

  /** Rebuilds one projection while the present collection serves; answers progress as NDJSON, the last line `done`. */
  @Scopes('operations')
  @Post('projections/:name/rebuild')
  @HttpCode(200)
  async rebuild(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const known = this.registry.host.status().find((one) => one.name === name);
    if (!known) {
      const names = this.registry.host
        .status()
        .map((one) => one.name)
        .join(', ');
      throw new ProblemError(
        problem(404, 'not_found', `There is no projection of this name. There are: ${names}.`),
      );
    }
    if (known.rebuilding)
      throw new ProblemError(problem(409, 'rebuild_under_way', 'It is being rebuilt already.'));
    const out = new Readable({ read: () => undefined });
    void reply.header('Content-Type', 'application/x-ndjson').send(out);
    try {
      await this.registry.host.rebuild(name, (progress) => out.push(`${JSON.stringify(progress)}\n`));
    } catch (error) {
      out.push(`${JSON.stringify({ error: (error as Error).message })}\n`);
    }
    out.push(null);
    await reply;
  }
}
