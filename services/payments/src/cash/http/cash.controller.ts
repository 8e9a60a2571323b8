import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsId,
  IsReason,
} from '@oce/service-kit';
import { IsBoolean, IsOptional, Matches } from 'class-validator';
import { cashDispositionAggregate } from '../domain/cash-disposition';
import { CashAtCounter } from './cash-at-counter';

export class PrepareCashDto {
  @IsId() dispositionId: string;
  @IsId() producerCode: string;
  @IsId() counterId: string;
  /** The bank refuses the member's account, and cash is chosen all the same. */
  @IsOptional() @IsBoolean() insteadOfSuspended?: boolean;
}

export class PayCashDto {
  /** Where the money was handed out. */
  @IsId() counterId: string;
  /** As it is printed on the counter's paper, without the spaces. */
  @Matches(/^[A-Za-z0-9]{1,20}$/, { message: 'receiptNumber takes letters and digits, at most 20 of them' })
  receiptNumber: string;
  @IsBusinessDate('booking') paidOn: string;
}

export class CancelCashDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(cashDispositionAggregate);

/** Cash at a counter for one member: prepared, approved by a second person, paid by the counter's clerk. */
@Controller('payments/cash-dispositions')
export class CashController {
  constructor(
    private readonly cash: CashAtCounter,
    @InjectAggregate(cashDispositionAggregate)
    private readonly dispositions: HandlerOf<typeof cashDispositionAggregate>,
  ) {}

  /** All that may be paid to the member, below the minimum of a transfer too. */
  @CommandHandler({ subject: subject('prepare'), scopes: ['payments:write'] })
  async prepare(
    @Input() { dispositionId, producerCode, counterId, insteadOfSuspended = false }: PrepareCashDto,
    @Caller() call: CommandCall,
  ) {
    const data = { dispositionId, producerCode, counterId, insteadOfSuspended };
    return call.reply(dispositionId, await this.cash.prepare(data, await call.meta()));
  }

  @CommandHandler({ path: ':id/approve', subject: subject('approve'), scopes: ['payments:approve'] })
  async approve(@AggregateId() id: string, @Caller() call: CommandCall) {
    return call.reply(id, await this.cash.approve(id, await call.meta()));
  }

  /** The clerk has handed the money out and holds the signed receipt. */
  @CommandHandler({ path: ':id/pay', subject: subject('pay'), scopes: ['payments:cash'] })
  async pay(
    @AggregateId() id: string,
    @Input() { counterId, receiptNumber, paidOn }: PayCashDto,
    @Caller() call: CommandCall,
  ) {
    const data = { counterId, receiptNumber, paidOn };
    return call.reply(id, await this.cash.pay(id, data, await call.meta()));
  }

  @CommandHandler({ path: ':id/cancel', subject: subject('cancel'), scopes: ['payments:approve'] })
  cancel(@AggregateId() id: string, @Input() { reason }: CancelCashDto, @Caller() call: CommandCall) {
    return call.handle(this.dispositions, id, { type: 'CancelCashDisposition', data: { reason } });
  }

  /** Nobody came in time: the member may be paid again. */
  @CommandHandler({ path: ':id/expire', subject: subject('expire'), scopes: ['payments:write'] })
  expire(@AggregateId() id: string, @Caller() call: CommandCall) {
    return call.handle(this.dispositions, id, { type: 'ExpireCashDisposition', data: {} });
  }
}
