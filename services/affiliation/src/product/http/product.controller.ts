import { Controller } from '@nestjs/common';
import { commandSubjectsOf, type Packing, type ProductKind, type SalesUnit } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { checkGtin14 } from '@oce/identifiers';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsId,
  type CommandReply,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { accepted } from '../../accepted';
import { productAggregate } from '../domain/product';

export class GradeDto {
  @IsId() grade: string;
  @IsString() @Length(1, 80) name: string;
}

/** The most that one piece may be: 1,000 kg, or as many litres. */
const MOST_A_PIECE = 1_000_000;
const MOST_IN_A_LEVEL = 10_000;

export class CaseDto {
  @IsInt() @Min(1) @Max(MOST_IN_A_LEVEL) pieces: number;
  @IsString() @Length(14, 20) gtin: string;
}

export class PalletDto {
  @IsInt() @Min(1) @Max(MOST_IN_A_LEVEL) cases: number;
  @IsString() @Length(14, 20) gtin: string;
}

export class PackingDto {
  /** Net, of one piece. */
  @IsInt() @Min(1) @Max(MOST_A_PIECE) pieceGrams: number;
  /** Net at 20 C, of what is declared by volume. */
  @IsOptional() @IsInt() @Min(1) @Max(MOST_A_PIECE) pieceMillilitres?: number;
  /** Of what is packed in liquid. */
  @IsOptional() @IsInt() @Min(1) @Max(MOST_A_PIECE) drainedGrams?: number;
  @IsOptional() @ValidateNested() @Type(() => CaseDto) case?: CaseDto;
  @IsOptional() @ValidateNested() @Type(() => PalletDto) pallet?: PalletDto;
}

const KINDS: readonly ProductKind[] = ['raw', 'bulk', 'packed', 'by-product', 'material', 'input'];
const UNITS: readonly SalesUnit[] = ['kg', 'litre', 'piece'];

export class ListProductDto {
  @IsId() productId: string;
  @IsString() @Length(1, 120) name: string;
  /** GTIN of 14 digits with its check digit. */
  @IsString() @Length(14, 20) gtin: string;
  /** Raw where nothing is said. */
  @IsOptional() @IsIn(KINDS) kind?: ProductKind;
  @IsIn(UNITS) unit: SalesUnit;
  /** Of what is sold by the piece. */
  @IsOptional() @ValidateNested() @Type(() => PackingDto) packing?: PackingDto;
  /** From the best to the last; materials and inputs have none. */
  @IsArray() @ArrayMaxSize(30) @ValidateNested({ each: true }) @Type(() => GradeDto) grades: GradeDto[];
}

const subject = commandSubjectsOf(productAggregate);

/** Commands on products. */
@Controller('affiliation/products')
export class ProductController {
  constructor(
    @InjectAggregate(productAggregate) private readonly products: HandlerOf<typeof productAggregate>,
  ) {}

  @CommandHandler({ subject: subject('list'), scopes: ['affiliation:write'] })
  async list(@Input() body: ListProductDto, @Caller() call: CommandCall): Promise<CommandReply> {
    const gtin = accepted(checkGtin14(body.gtin), 'gtin');
    const grades = body.grades.map(({ grade, name }) => ({ grade, name }));
    const { productId, name, kind = 'raw', unit } = body;
    const data = { productId, name, gtin, kind, unit, packing: packingOf(body), grades };
    return call.handle(this.products, productId, { type: 'ListProduct', data });
  }
}

function packingOf({ packing }: ListProductDto): Packing | null {
  if (packing === undefined) return null;
  const { pieceGrams, pieceMillilitres = null, drainedGrams = null, case: inCase, pallet } = packing;
  return {
    pieceGrams,
    pieceMillilitres,
    drainedGrams,
    case: inCase ? { ...inCase, gtin: accepted(checkGtin14(inCase.gtin), 'packing.case.gtin') } : null,
    pallet: pallet ? { ...pallet, gtin: accepted(checkGtin14(pallet.gtin), 'packing.pallet.gtin') } : null,
  };
}
