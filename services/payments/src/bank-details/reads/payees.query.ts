import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Encrypted, PersonKeys } from '@oce/personal-data';
import {
  fields,
  InjectPersonKeys,
  InjectProjection,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { payeesProjection, type PayeeDocument } from './payees';

const shownSuspended = fields<PayeeDocument>()('producerCode', 'suspended');

/** Reads where a member is paid to; the id is the producer's code. */
@Controller('payments/bank-details')
export class PayeesQueryController {
  constructor(
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  /** Members whose account the bank refuses: they are paid once one is proposed and approved. */
  @Scopes('payments:read')
  @Get('suspended')
  async suspended(@Query() { limit, after }: PageQuery, @MinPosition() position: LogPosition) {
    const view = await this.payees.at(position);
    return view.list({ suspended: { $ne: null } }, { limit, after }, shownSuspended);
  }

  /** Both accounts in clear, for the second person who compares them with the paper. */
  @Scopes('payments:approve')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    const { ribHash, isErased, rib, proposal, suspended, shareReason } = await (
      await this.payees.at(position)
    ).get(id, 'payee');
    const approved = rib && { ribHash, shareReason, rib: await this.inClear(id, rib) };
    if (proposal === null) return { producerCode: id, isErased, approved, suspended, proposal };
    const { proposedBy, proposedOn, isChange, isShared } = proposal;
    const proposed = {
      ribHash: proposal.ribHash,
      proposedBy,
      proposedOn,
      isChange,
      isShared,
      rib: await this.inClear(id, proposal.rib),
    };
    return { producerCode: id, isErased, approved, suspended, proposal: proposed };
  }

  private async inClear(producerCode: string, rib: Encrypted): Promise<string | null> {
    return (await this.keys.decrypt(producerCode, { rib })).fields?.rib ?? null;
  }
}
