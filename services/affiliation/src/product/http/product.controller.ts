import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import { checkGtin14 } from '@oce/identifiers';
import {
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsFilledList,
  IsId,
  type CommandReply,
} from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsString, Length, ValidateNested } from 'class-validator';
import { accepted } from '../../accepted';
import { productAggregate } from '../domain/product';

export class GradeDto {
  @IsId() grade: string;
  @IsString() @Length(1, 80) name: string;
}

export class ListProductDto {
  @IsId() productId: string;
  @IsString() @Length(1, 120) name: string;
  /** GTIN of 14 digits with its check digit. */
  @IsString() @Length(14, 20) gtin: string;
  @IsIn(['kg']) unit: 'kg';
  /** From the best to the last. */
  @IsFilledList(30) @ValidateNested({ each: true }) @Type(() => GradeDto) grades: GradeDto[];
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
    return call.handle(this.products, body.productId, {
      type: 'ListProduct',
      data: { ...body, gtin, grades },
    });
  }
}
