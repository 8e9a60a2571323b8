import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
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
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { productTermsAggregate } from '../domain/product-terms';

export class YieldBandDto {
  @IsShare() fromPpm: number;
  @IsShare() toPpm: number;
}

export class ProductTermsDto {
  @IsId() productId: string;
  @IsBusinessDate('terms') validFrom: string;
  /** Grams a litre at 20 C; absent for what is not measured by volume. */
  @IsOptional() @IsInt() @Min(100) @Max(5_000) densityGramsPerLitre?: number;
  /** How much the volume grows a degree. */
  @IsOptional() @IsInt() @Min(0) @Max(5_000) expansionPpmPerDegree?: number;
  @IsOptional() @ValidateNested() @Type(() => YieldBandDto) yieldBand?: YieldBandDto;
}

const subject = commandSubjectsOf(productTermsAggregate);

/** What is known of a product's body, from a day on. */
@Controller('conditioning/product-terms')
export class ProductTermsController {
  constructor(
    @InjectAggregate(productTermsAggregate) private readonly terms: HandlerOf<typeof productTermsAggregate>,
  ) {}

  @CommandHandler({ subject: subject('publish'), scopes: ['conditioning:write'] })
  publish(@Input() body: ProductTermsDto, @Caller() call: CommandCall) {
    const { productId, validFrom, densityGramsPerLitre = null, expansionPpmPerDegree = 0, yieldBand } = body;
    const band = yieldBand ? { fromPpm: yieldBand.fromPpm, toPpm: yieldBand.toPpm } : null;
    const data = { productId, validFrom, densityGramsPerLitre, expansionPpmPerDegree, yieldBand: band };
    return call.handle(this.terms, productId, { type: 'PublishProductTerms', data });
  }
}
