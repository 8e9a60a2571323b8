import { Controller, Get, Param } from '@nestjs/common';
import { MinPosition, Scopes } from '@oce/service-kit';
import { Explain, type Explanation } from './explain';

/** Why a transfer is what it is, down to weigh tickets and sales. */
@Controller('payments/explain')
export class ExplainController {
  constructor(private readonly explain: Explain) {}

  @Scopes('payments:read')
  @Get(':id')
  transfer(@Param('id') id: string, @MinPosition() position: number): Promise<Explanation> {
    return this.explain.transfer(id, position);
  }
}
