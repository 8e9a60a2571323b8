import { Controller } from '@nestjs/common';
import {
  commandSubjectsOf,
  type ContractKind,
  type Market,
  type SalesUnit,
  type TaxedKind,
} from '@oce/contracts';
import { notFound } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  ConfirmProposalDto,
  InjectAggregate,
  Input,
  IsAmount,
  IsBusinessDate,
  IsFilledList,
  IsId,
  RejectProposalDto,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { buyerAggregate } from '../../buyer/domain/buyer';
import { LimitsInForce } from '../../limit/http/limits-in-force';
import { MARKETS, PRODUCT_KINDS } from '../../tax/http/tax.controller';
import { contractAggregate } from '../domain/contract';

const SALES_UNITS: readonly SalesUnit[] = ['kg', 'litre', 'piece'];

export class PriceDto {
  @IsId() grade: string;
  /** In centimes a kilogram, a litre or a piece. */
  @IsAmount() unitPriceMinor: number;
}

export class SignSaleContractDto {
  @IsId() contractId: string;
  @IsId() buyerId: string;
  /** Pooled: all lots of a campaign and grade share the proceeds. Traceable: a lot earns what its own sale earns. */
  @IsIn(['pooled', 'traceable']) kind: ContractKind;
  /** Of raw goods; null or left out of what runs make. */
  @IsOptional() @IsId() campaignId?: string;
  @IsId() productId: string;
  @IsString() @Length(3, 3) currency: string;
  /** A rule of Incoterms 2020, with its named place. */
  @IsString() @Length(3, 3) incoterm: string;
  @IsString() @Length(2, 100) place: string;
  @IsBusinessDate('booking') signedOn: string;
  @IsInt() @Min(0) @Max(365) paymentDays: number;
  /** In what it is sold and priced; by the kilogram where nothing is said. */
  @IsOptional() @IsIn(SALES_UNITS) unit?: SalesUnit;
  @IsFilledList(100) @ValidateNested({ each: true }) @Type(() => PriceDto) prices: PriceDto[];
  /** Whether the goods stay in Morocco, which is meant where nothing is said, or leave it. */
  @IsOptional() @IsIn(MARKETS) market?: Market;
  /** Whose rules the goods are controlled by: a country or union by its code; Morocco's (`MA`) where nothing is said. */
  @IsOptional() @Matches(/^[A-Z]{2,5}$/) destination?: string;
  /** What VAT asks of the goods; raw where nothing is said. */
  @IsOptional() @IsIn(PRODUCT_KINDS) productKind?: TaxedKind;
}

const subject = commandSubjectsOf(contractAggregate);

/** Commands on contracts. */
@Controller('sales/contracts')
export class ContractController {
  constructor(
    @InjectAggregate(contractAggregate) private readonly contracts: HandlerOf<typeof contractAggregate>,
    @InjectAggregate(buyerAggregate) private readonly buyers: HandlerOf<typeof buyerAggregate>,
    private readonly limits: LimitsInForce,
  ) {}

  @CommandHandler({ subject: subject('sign'), scopes: ['sales:write'] })
  async sign(@Input() body: SignSaleContractDto, @Caller() call: CommandCall) {
    const { accepted } = (await this.buyers.load(body.buyerId)).state;
    if (!accepted) throw notFound('buyer_unknown', 'There is no such buyer: accept it first.', 'buyerId');
    const { market = 'domestic', productKind = 'raw', unit = 'kg', campaignId = null, ...terms } = body;
    const { destination = market === 'domestic' ? 'MA' : null, ...rest } = terms;
    const prices = body.prices.map((price) => ({ ...price }));
    const data = { ...rest, campaignId, prices, market, destination, unit, productKind };
    const facts = await this.limits.facts();
    return call.handle(this.contracts, body.contractId, { type: 'SignSaleContract', data, facts });
  }

  /** A second person confirms prices above their limit: the contract is signed. */
  @CommandHandler({ path: ':id/confirmations', subject: subject('confirm'), scopes: ['sales:write'] })
  confirm(
    @AggregateId() contractId: string,
    @Input() { proposalId }: ConfirmProposalDto,
    @Caller() call: CommandCall,
  ) {
    const data = { contractId, proposalId };
    return call.handle(this.contracts, contractId, { type: 'ConfirmProposal', data });
  }

  @CommandHandler({ path: ':id/rejections', subject: subject('reject'), scopes: ['sales:write'] })
  reject(
    @AggregateId() contractId: string,
    @Input() { proposalId, reason }: RejectProposalDto,
    @Caller() call: CommandCall,
  ) {
    const data = { contractId, proposalId, reason };
    return call.handle(this.contracts, contractId, { type: 'RejectProposal', data });
  }
}
