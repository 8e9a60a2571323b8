import { Controller } from '@nestjs/common';
import { commandSubject, type Market, type TaxedKind } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsId,
  IsShare,
} from '@oce/service-kit';
import { IsIn, IsOptional, IsString, Length } from 'class-validator';
import { SELLER_ID, sellerAggregate } from '../domain/seller';
import { vatScheduleAggregate } from '../domain/vat-schedule';

export const MARKETS: readonly Market[] = ['domestic', 'export'];
export const PRODUCT_KINDS: readonly TaxedKind[] = ['raw', 'bulk', 'packed', 'by-product'];

export class PublishVatDto {
  @IsId() version: string;
  @IsIn(PRODUCT_KINDS) productKind: TaxedKind;
  @IsIn(MARKETS) market: Market;
  @IsBusinessDate() validFrom: string;
  /** 100,000 for 10 %; 0 where the goods are exempt. */
  @IsShare() ratePpm: number;
  /** The ground of exemption, as it is to be printed; none where a rate is charged. */
  @IsOptional() @IsString() @Length(5, 200) ground?: string;
}

export class IdentifySellerDto {
  @IsString() @Length(2, 200) name: string;
  @IsString() @Length(2, 200) place: string;
  /** The company's identifier: 15 digits, spaces are taken out. */
  @IsString() @Length(15, 25) ice: string;
  /** The identifiant fiscal (IF). */
  @IsString() @Length(1, 12) taxId: string;
  @IsBusinessDate() validFrom: string;
}

const scopes = ['sales:write'];

/** What the tax law asks of invoices: VAT by dates, and who sells. */
@Controller('sales')
export class TaxController {
  constructor(
    @InjectAggregate(vatScheduleAggregate)
    private readonly schedules: HandlerOf<typeof vatScheduleAggregate>,
    @InjectAggregate(sellerAggregate) private readonly sellers: HandlerOf<typeof sellerAggregate>,
  ) {}

  /** A version of the VAT of a kind of goods; deliveries from its day on are billed by it. */
  @CommandHandler({
    path: 'vat-schedules',
    subject: commandSubject('sales', 'vat-schedule', 'publish'),
    scopes,
  })
  publishVat(@Input() body: PublishVatDto, @Caller() call: CommandCall) {
    const { version, productKind, market, validFrom, ratePpm, ground = null } = body;
    const data = { version, productKind, market, validFrom, ratePpm, ground };
    return call.handle(this.schedules, productKind, { type: 'PublishVat', data });
  }

  /** Who sells, from a day on: invoices carry its ICE and its IF. */
  @CommandHandler({ path: 'seller', subject: commandSubject('sales', 'seller', 'identify'), scopes })
  identifySeller(@Input() body: IdentifySellerDto, @Caller() call: CommandCall) {
    const data = { sellerId: SELLER_ID, ...body };
    return call.handle(this.sellers, SELLER_ID, { type: 'IdentifySeller', data });
  }
}
