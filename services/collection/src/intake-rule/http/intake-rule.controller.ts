import { Controller } from '@nestjs/common';
import { commandSubject } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { intakeRuleAggregate, type IntakeRuleState, type PublishIntakeRule } from '../domain/intake-rule';
import { IntakeRuleDto, type MoistureRuleDto } from './intake-rule.dto';
import type { IntakeRuleEvent, IntakeRulePublished } from '../domain/intake-rule.events';

/** What a product may have in it, from a day on. */
@Controller('collection/intake-rules')
export class IntakeRuleController {
  constructor(
    @InjectAggregate(intakeRuleAggregate)
    private readonly rules: AggregateHandler<IntakeRuleState, PublishIntakeRule, IntakeRuleEvent>,
  ) {}

  @CommandHandler({
    subject: commandSubject('collection', 'intake-rule', 'publish'),
    scopes: ['collection:write'],
  })
  async publish(@Input() body: IntakeRuleDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { moisture, ...rest } = body;
    const data = moisture ? { ...rest, moisture: moistureOf(moisture) } : rest;
    return call.reply(
      body.productId,
      await this.rules.handle(body.productId, await call.command('PublishIntakeRule', data)),
    );
  }
}

function moistureOf({
  basePpm,
  method,
  shrinkPpmPerPoint = 0,
}: MoistureRuleDto): IntakeRulePublished['data']['moisture'] {
  return {
    basePpm,
    method: method === 'dry_matter' ? { kind: method } : { kind: method, shrinkPpmPerPoint },
  };
}
