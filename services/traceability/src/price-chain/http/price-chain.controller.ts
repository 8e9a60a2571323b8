import { Controller, Get, Param } from '@nestjs/common';
import { MinPosition, Scopes, type LogPosition } from '@oce/service-kit';
import { PriceChainReader } from '../price-chain.reader';

/** From what the buyer paid to what the members received. */
@Scopes('traceability:read')
@Controller('traceability/price-chains')
export class PriceChainController {
  constructor(private readonly chains: PriceChainReader) {}

  /** The chain of a lot, or of all lots of a product. */
  @Get(':id')
  async chain(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.chains.at(position)).chain(id);
  }
}
