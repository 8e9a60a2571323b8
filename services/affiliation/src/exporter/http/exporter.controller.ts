import { Controller } from '@nestjs/common';
import { commandSubject, type ExporterAffiliated } from '@oce/contracts';
import type { AggregateHandler } from '@oce/event-store';
import { checkIce } from '@oce/identifiers';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { accepted } from '../../accepted';
import { UniqueValues } from '../../reservation/unique-values';
import { exporterAggregate, type AffiliateExporter, type ExporterState } from '../domain/exporter';
import { AffiliateExporterDto } from './exporter.dto';

/** Commands on exporters. */
@Controller('affiliation/exporters')
export class ExporterController {
  constructor(
    private readonly uniqueValues: UniqueValues,
    @InjectAggregate(exporterAggregate)
    private readonly exporters: AggregateHandler<ExporterState, AffiliateExporter, ExporterAffiliated>,
  ) {}

  @CommandHandler({
    subject: commandSubject('affiliation', 'exporter', 'affiliate'),
    scopes: ['affiliation:write'],
  })
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
