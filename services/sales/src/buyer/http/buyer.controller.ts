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
  IsAmount,
  IsId,
} from '@oce/service-kit';
import { IsOptional, IsString, Length } from 'class-validator';
import { reservedForBuyer } from '../../reservation/domain/reservation';
import { SalesReservations } from '../../reservation/reservations';
import { buyerAggregate } from '../domain/buyer';

export class AcceptBuyerDto {
  @IsId() buyerId: string;
  /** The company's name. */
  @IsString() @Length(2, 200) name: string;
  /** The company's identifier: 15 digits, spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  /** The identifiant fiscal (IF); it may be told later. */
  @IsOptional() @IsString() @Length(1, 12) taxId?: string;
  @IsString() @Length(2, 100) city: string;
  @IsAmount(0) limitCentimes: number;
}

export class SetBuyerTaxIdDto {
  @IsString() @Length(1, 12) taxId: string;
}

export class SetBuyerLimitDto {
  @IsAmount(0) limitCentimes: number;
}

const subject = commandSubjectsOf(buyerAggregate);
const scopes = ['sales:write'];

/** Commands on buyers. */
@Controller('sales/buyers')
export class BuyerController {
  constructor(
    private readonly reservations: SalesReservations,
    @InjectAggregate(buyerAggregate) private readonly buyers: HandlerOf<typeof buyerAggregate>,
  ) {}

  @CommandHandler({ subject: subject('accept'), scopes })
  async accept(@Input() body: AcceptBuyerDto, @Caller() call: CommandCall) {
    const data = { ...body, taxId: body.taxId ?? null, ice: body.ice.replaceAll(/\s/gu, '') };
    const command = await call.command('AcceptBuyer', data);
    const reserved = reservedForBuyer(data);
    const outcome = await this.reservations.write(this.buyers, data.buyerId, command, reserved);
    return call.reply(data.buyerId, outcome);
  }

  /** The buyer's identifiant fiscal, from the next invoice on. */
  @CommandHandler({ path: ':id/tax-id', method: 'put', subject: subject('set-tax-id'), scopes, status: 200 })
  setTaxId(@AggregateId() buyerId: string, @Input() body: SetBuyerTaxIdDto, @Caller() call: CommandCall) {
    return call.handle(this.buyers, buyerId, { type: 'SetBuyerTaxId', data: { buyerId, ...body } });
  }

  @CommandHandler({ path: ':id/limit', method: 'put', subject: subject('set-limit'), scopes, status: 200 })
  setLimit(@AggregateId() buyerId: string, @Input() body: SetBuyerLimitDto, @Caller() call: CommandCall) {
    return call.handle(this.buyers, buyerId, { type: 'SetBuyerLimit', data: { buyerId, ...body } });
  }
}
