import { Controller, Get, Param } from '@nestjs/common';
import type { Encrypted, PersonKeys } from '@oce/personal-data';
import {
  InjectPersonKeys,
  InjectProjection,
  MinPosition,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { payeesProjection, type PayeeDocument } from './payees';

/** Reads where a member is paid to; the id is the producer's code. */
@Controller('payments/bank-details')
export class PayeesQueryController {
  constructor(
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
  ) {}

  /** Both accounts in clear, for the second person who compares them with the paper. */
  @Scopes('payments:approve')
  @Get(':id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    const { ribHash, isErased, rib, proposal } = await (await this.payees.at(position)).get(id, 'payee');
    const approved = rib && { ribHash, rib: await this.inClear(id, rib) };
    if (proposal === null) return { producerCode: id, isErased, approved, proposal };
    const { proposedBy, proposedOn, isChange } = proposal;
    const proposed = {
      ribHash: proposal.ribHash,
      proposedBy,
      proposedOn,
      isChange,
      rib: await this.inClear(id, proposal.rib),
    };
    return { producerCode: id, isErased, approved, proposal: proposed };
  }

  private async inClear(producerCode: string, rib: Encrypted): Promise<string | null> {
    return (await this.keys.decrypt(producerCode, { rib })).fields?.rib ?? null;
  }
}
