import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsInt,
  IsISO8601,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { schemaOf, schemasOf } from './schemas';

class LineDto {
  @IsInt() @Min(1) @Max(9) grams: number;
}
class RateDto {
  @IsInt() madCentimes: number;
}
class OrderDto {
  @Matches(/^\d{4}-\d\d-\d\d$/) @IsISO8601({ strict: true }) placedOn: string;
  @ArrayMinSize(1) @ValidateNested({ each: true }) @Type(() => LineDto) lines: LineDto[];
  @IsOptional() @ValidateNested() @Type(() => RateDto) rate?: RateDto;
}

describe('the schema of a DTO', () => {
  it('keeps an integer an integer, with its bounds, and takes no field that it does not name', () => {
    expect(schemaOf(LineDto)).toEqual({
      type: 'object',
      properties: { grams: { type: 'integer', minimum: 1, maximum: 9 } },
      required: ['grams'],
      additionalProperties: false,
    });
  });

  it('has what is nested beside it, by name', () => {
    const schemas = schemasOf([OrderDto]);
    expect(Object.keys(schemas).sort()).toEqual(['LineDto', 'OrderDto', 'RateDto']);
    expect(schemas['OrderDto']).toMatchObject({
      required: ['placedOn', 'lines'],
      properties: {
        lines: { type: 'array', minItems: 1, items: { $ref: '#/components/schemas/LineDto' } },
        rate: { $ref: '#/components/schemas/RateDto' },
      },
    });
  });

  it('takes a date by its pattern, whatever its format is called', () => {
    expect(schemaOf(OrderDto)).toMatchObject({
      properties: { placedOn: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' } },
    });
    expect(JSON.stringify(schemaOf(OrderDto))).not.toContain('oneOf');
  });
});
