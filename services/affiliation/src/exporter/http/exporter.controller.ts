import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { checkIce } from '@oce/identifiers';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsId,
  type CommandReply,
} from '@oce/service-kit';
import { IsString, Length } from 'class-validator';
import { accepted } from '../../accepted';
import { UniqueValues } from '../../reservation/unique-values';
import { exporterAggregate } from '../domain/exporter';

export class AffiliateExporterDto {
  @IsId() exporterId: string;
  @IsString() @Length(1, 120) name: string;
  /** 15 digits; spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  @IsBusinessDate('affiliation') affiliatedOn: string;
}

const subject = commandSubjectsOf(exporterAggregate);

/** Commands on exporters. */
@Controller('affiliation/exporters')
export class ExporterController {
  constructor(
    private readonly uniqueValues: UniqueValues,
    @InjectAggregate(exporterAggregate) private readonly exporters: HandlerOf<typeof exporterAggregate>,
  ) {}

  @CommandHandler({ subject: subject('affiliate'), scopes: ['affiliation:write'] })
  async affiliate(@Input() body: AffiliateExporterDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { exporterId } = body;
    const ice = accepted(checkIce(body.ice), 'ice');
    const command = await call.command('AffiliateExporter', { ...body, ice });
    const outcome = await this.uniqueValues.write(this.exporters, exporterId, command, {
      values: [this.uniqueValues.of('exporter-ice', ice, `exporter-${exporterId}`)],
      stands: ({ affiliated }) => affiliated?.ice === ice,
    });
    return call.reply(exporterId, outcome);
  }
}
