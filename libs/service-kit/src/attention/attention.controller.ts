import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { AttentionDocument, AttentionRaised } from '@oce/policies';
import type { Stored } from '@oce/projections';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { Scopes } from '../auth/auth.guard';
import { refusal } from '../problems/problem';
import { ServiceRegistry } from '../providers/registry';
import { notFoundProblem, ProjectionView } from '../providers/view';
import { Caller, CommandCall } from '../requests/command-call';
import { IsPageLimit, IsPlaceCursor } from '../validation/rules';

export class AttentionQuery {
  @IsOptional() @IsIn(['open', 'retried', 'dismissed', 'skipped']) status?: AttentionDocument['status'];
  @IsPageLimit(500) limit: number = 50;
  /** `next` of the page before. */
  @IsPlaceCursor() after?: string;
}

export class ResolveAttentionDto {
  @IsString() @Length(3, 500) note: string;
}

/** A matter as it is shown; its id is what retry and dismiss take. */
function shown(matter: Stored<AttentionDocument>) {
  const { policy, reason, detail, subject, cause, reaction, raisedAt, status, note } = matter;
  return { id: matter._id, policy, reason, detail, subject, cause, reaction, raisedAt, status, note };
}

/** What policies could not do, for a clerk: seen, tried again, or dismissed with a note. */
@Controller('attention')
export class AttentionController {
  constructor(private readonly registry: ServiceRegistry) {}

  @Scopes('attention')
  @Get()
  async list(@Query() query: AttentionQuery) {
    const { status = 'open', limit, after } = query;
    const { items, next } = await this.view.page(
      { status },
      { limit, after, sort: { raisedAt: -1, _id: 1 } },
    );
    return { items: items.map(shown), next };
  }

  /** Has the policy look again, at the world as it is by now, and sends what it asks for. */
  @Scopes('attention')
  @Post(':id/retry')
  @HttpCode(200)
  async retry(@Param('id') id: string, @Body() body: ResolveAttentionDto, @Caller() call: CommandCall) {
    const { reaction, status } = await this.view.get(id, 'matter');
    if (status === 'dismissed')
      throw refusal(409, 'matter_dismissed', 'It was dismissed; what it asked for stays undone.');
    if (reaction === null) {
      const detail = 'Nothing was refused here: mend the commit, or pass it by with ./oce skip.';
      throw refusal(409, 'nothing_to_retry', detail);
    }
    const meta = await call.meta();
    for (const { commandId, reaction: again } of await this.registry.retried(id, await this.raised(id))) {
      const handler = this.registry.handler(again.aggregate);
      if (!handler) throw refusal(409, 'aggregate_gone', 'The office has no such aggregate any more.');
      const { type, data } = again;
      await handler.handle(again.id, { type, data, meta: { ...meta, commandId } });
    }
    return this.resolve(id, 'retried', body, call);
  }

  /** The matter as the log has it: a document is no ground for a command. */
  private async raised(id: string): Promise<AttentionRaised['data']> {
    const history = (await this.registry.handler('attention')?.history(id)) ?? [];
    const events = history.flatMap((commit) => commit.events);
    const raised = events.find((event): event is AttentionRaised => event.type === 'AttentionRaised');
    if (raised === undefined) throw notFoundProblem(id, 'matter');
    return raised.data;
  }

  @Scopes('attention')
  @Post(':id/dismiss')
  @HttpCode(200)
  async dismiss(@Param('id') id: string, @Body() body: ResolveAttentionDto, @Caller() call: CommandCall) {
    const { policy, cause, reaction } = await this.view.get(id, 'matter');
    const isStanding = this.registry.stopsOf(policy).some(({ position }) => position === cause);
    if (reaction === null && isStanding) {
      const detail = `${policy} still stands still at position ${cause}: mend the commit, or pass it by with ./oce skip.`;
      throw refusal(409, 'still_stopped', detail);
    }
    return this.resolve(id, 'dismissed', body, call);
  }

  private async resolve(
    id: string,
    resolution: 'retried' | 'dismissed',
    { note }: ResolveAttentionDto,
    call: CommandCall,
  ) {
    const handler = this.registry.handler('attention');
    if (!handler) throw new Error('a service always has its attention list');
    const command = await call.command('ResolveAttention', { resolution, note });
    return call.reply(id, await handler.handle(id, command));
  }

  private get view(): ProjectionView<AttentionDocument> {
    const host = this.registry.hostOf('attention');
    if (!host) throw new Error('a service always has its attention list');
    return new ProjectionView<AttentionDocument>(host, 'attention', this.registry.mainStream);
  }
}
