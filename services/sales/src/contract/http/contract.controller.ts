import { Controller } from '@nestjs/common';
import { commandSubject, type SaleContractSigned } from '@oce/contracts';
import { notFound } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  type CommandReply,
} from '@oce/service-kit';
import { buyerAggregate, type BuyerCommand, type BuyerState } from '../../buyer/domain/buyer';
import type { BuyerEvent } from '../../buyer/domain/buyer.events';
import { contractAggregate, type ContractState, type SignSaleContract } from '../domain/contract';
import { SignSaleContractDto } from './contract.dto';

/** Commands on contracts. */
@Controller('sales/contracts')
export class ContractController {
  constructor(
    @InjectAggregate(contractAggregate)
    private readonly contracts: AggregateHandler<ContractState, SignSaleContract, SaleContractSigned>,
    @InjectAggregate(buyerAggregate)
    private readonly buyers: AggregateHandler<BuyerState, BuyerCommand, BuyerEvent>,
  ) {}

  @CommandHandler({ subject: commandSubject('sales', 'contract', 'sign'), scopes: ['sales:write'] })
  async sign(@Input() body: SignSaleContractDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const { accepted } = (await this.buyers.load(body.buyerId)).state;
    if (!accepted) throw notFound('buyer_unknown', 'There is no such buyer: accept it first.', 'buyerId');
    const prices = body.prices.map((price) => ({ ...price }));
    const command = await call.command('SignSaleContract', { ...body, prices });
    return call.reply(body.contractId, await this.contracts.handle(body.contractId, command));
  }
}
