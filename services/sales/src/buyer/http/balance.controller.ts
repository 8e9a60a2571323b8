import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  Input,
  IsAmount,
  IsBusinessDate,
  IsId,
  IsReason,
} from '@oce/service-kit';
import { IsReference } from '../../order/http/order.dto';
import { buyerAggregate } from '../domain/buyer';
import { Balances } from './balances';

export class RefundBalanceDto {
  @IsId() refundId: string;
  @IsAmount() amountCentimes: number;
  @IsBusinessDate() valueDate: string;
  /** The bank's own reference, once only. */
  @IsReference() bankReference: string;
  @IsReason() reason: string;
}

/** A refund comes back whole. */
export class ReturnRefundDto {
  @IsId() returnId: string;
  @IsId() refundId: string;
  @IsBusinessDate() valueDate: string;
  /** The bank's own reference, once only. */
  @IsReference() bankReference: string;
  @IsReason() reason: string;
}

export class SetOffBalanceDto {
  /** The id of the receipt that it becomes. */
  @IsId() setOffId: string;
  @IsId() invoiceNumber: string;
  @IsAmount() amountCentimes: number;
  @IsBusinessDate() setOffOn: string;
}

const subject = commandSubjectsOf(buyerAggregate);
const scopes = ['sales:write'];

/** Commands on what OCE owes a buyer: paid too much, or credited after it was paid. */
@Controller('sales/buyers')
export class BalanceController {
  constructor(private readonly balances: Balances) {}

  @CommandHandler({ path: ':id/refunds', subject: subject('refund'), scopes })
  async refund(@AggregateId() buyerId: string, @Input() body: RefundBalanceDto, @Caller() call: CommandCall) {
    return call.reply(buyerId, await this.balances.refund({ buyerId, ...body }, await call.meta()));
  }

  @CommandHandler({ path: ':id/refund-returns', subject: subject('return-refund'), scopes })
  async returned(
    @AggregateId() buyerId: string,
    @Input() body: ReturnRefundDto,
    @Caller() call: CommandCall,
  ) {
    return call.reply(buyerId, await this.balances.returnRefund({ buyerId, ...body }, await call.meta()));
  }

  @CommandHandler({ path: ':id/set-offs', subject: subject('set-off'), scopes })
  async setOff(@AggregateId() buyerId: string, @Input() body: SetOffBalanceDto, @Caller() call: CommandCall) {
    return call.reply(buyerId, await this.balances.setOff({ buyerId, ...body }, await call.meta()));
  }
}
