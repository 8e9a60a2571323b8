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
import { Claims } from '../../reservation/unique-values';
import { Hashes } from '../../producer/http/fingerprints';
import { accepted } from '../../accepted';
import { exporterAggregate, type AffiliateExporter, type ExporterState } from '../domain/exporter';
import { AffiliateExporterDto } from './exporter.dto';

/** Commands on exporters. */
@Controller('affiliation/exporters')
export class ExporterController {
  constructor(
    private readonly claims: Claims,
    private readonly hashes: Hashes,
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
    const outcome = await this.claims.create(this.exporters, exporterId, command, {
      claim: {
        id: this.hashes.claimOf('exporter-ice', ice),
        kind: 'exporter-ice',
        holder: `exporter-${exporterId}`,
      },
      isNew: (state) => state.affiliated === undefined,
      holds: (state) => state.affiliated?.ice === ice,
    });
    return call.reply(exporterId, outcome);
  }
}
