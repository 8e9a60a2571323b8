import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsDerivedId,
  IsId,
  IsInstant,
  IsReason,
} from '@oce/service-kit';
import { IsIn } from 'class-validator';
import { recallAggregate, type RecallSource } from '../domain/recall';
import { DownstreamReader } from '../reads/downstream.reader';

export class OpenRecallDto {
  @IsId() recallId: string;
  /** What it begins with: a lot, a tank with what was drawn of it, or a unit by its SSCC with the lots in it. */
  @IsIn(['lot', 'tank', 'unit']) kind: RecallSource['kind'];
  @IsDerivedId() id: string;
  @IsReason() reason: string;
  @IsInstant() openedAt: string;
}

const subject = commandSubjectsOf(recallAggregate);

/** Commands on recalls. */
@Controller('certification/recalls')
export class RecallController {
  constructor(
    private readonly downstream: DownstreamReader,
    @InjectAggregate(recallAggregate) private readonly recalls: HandlerOf<typeof recallAggregate>,
  ) {}

  /** Everything downstream is recalled with it, and what will be made of it. */
  @CommandHandler({ subject: subject('open'), scopes: ['certification:write'] })
  async open(@Input() { kind, id, ...body }: OpenRecallDto, @Caller() call: CommandCall) {
    const source = { kind, id };
    const facts = { lotIds: await this.downstream.lotsOf(source) };
    return call.handle(this.recalls, body.recallId, { type: 'OpenRecall', data: { ...body, source }, facts });
  }
}
