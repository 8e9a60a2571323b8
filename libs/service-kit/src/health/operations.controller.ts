import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { Stop } from '@oce/projections';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Scopes } from '../auth/auth.guard';
import { refusal } from '../problems/problem';
import { ServiceRegistry } from '../providers/registry';
import { Caller, CommandCall, type CommandReply } from '../requests/command-call';
import { IsId, IsReason } from '../validation/rules';
import { IsInt, Max, Min } from 'class-validator';

/** A commit that is to be passed by. */
export class SkipDto {
  /** The projection or policy. */
  @IsId() follower: string;
  @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) position: number;
  @IsReason() reason: string;
}

const whereItStands = (follower: string, [stop]: readonly Stop[]): string =>
  stop === undefined
    ? `${follower} does not stand still: there is nothing to pass by.`
    : `${follower} stands still at position ${stop.position}.`;

/** What an operator does to a running service: see and rebuild its projections. */
@Controller('operations')
export class OperationsController {
  constructor(private readonly registry: ServiceRegistry) {}

  @Scopes('operations')
  @Get('projections')
  list() {
    return { projections: this.registry.projections };
  }

  /** What operators have decided to pass by. */
  @Scopes('operations')
  @Get('skips')
  skipped() {
    return { skips: this.registry.skipped };
  }

  /** Passes a commit by where a follower stands still, a decision that the log keeps: what it said is missing then. */
  @Scopes('operations')
  @Post('skips')
  async skip(@Body() body: SkipDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { follower, position, reason } = body;
    if (!this.registry.isFollower(follower)) {
      const detail = `There is no projection, view or policy ${follower} here.`;
      throw refusal(404, 'follower_unknown', detail);
    }
    const stops = this.registry.stopsOf(follower);
    const isThere = stops.some((stop) => stop.position === position);
    if (!isThere && !this.registry.isSkipped(follower, position))
      throw refusal(409, 'not_stopped_there', whereItStands(follower, stops));
    const command = await call.command('SkipCommit', { follower, position, reason });
    return call.reply(follower, await this.registry.skip(command));
  }

  /** Rebuilds one projection while the present collection serves; answers progress as NDJSON, the last line `done`. */
  @Scopes('operations')
  @Post('projections/:name/rebuild')
  @HttpCode(200)
  async rebuild(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const known = this.registry.projections.find((one) => one.name === name);
    const host = this.registry.hostOf(name);
    if (!known || !host) {
      const names = this.registry.projections.map((one) => one.name).join(', ');
      throw refusal(404, 'not_found', `There is no projection of this name. There are: ${names}.`);
    }
    if (known.rebuilding) throw refusal(409, 'rebuild_under_way', 'It is being rebuilt already.');
    const out = new Readable({ read: () => undefined });
    void reply.header('Content-Type', 'application/x-ndjson').send(out);
    try {
      await host.rebuild(name, (progress) => out.push(`${JSON.stringify(progress)}\n`));
    } catch (error) {
      out.push(`${JSON.stringify({ error: (error as Error).message })}\n`);
    }
    out.push(null);
    await reply;
  }
}
