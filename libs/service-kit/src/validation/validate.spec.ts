import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsArray, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { ProblemError } from '../problems/problem';
import { validateBody, validateQuery } from './validate';
import { DtoValidationPipe } from './validation.pipe';

class LineDto {
  @IsString() lotId: string;
  @IsInt() @Min(1) grams: number;
}
class OrderDto {
  @IsString() orderId: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => LineDto) lines: LineDto[];
  @IsOptional() @ValidateNested() @Type(() => LineDto) rest?: LineDto;
}
class PageQuery {
  @IsOptional() @IsInt() @Min(1) @Max(9) @Type(() => Number) limit: number = 5;
}
class FlatDto {
  @IsString() name: string;
}

const line = { lotId: 'L', grams: 5 };
/** The field errors of a refusal, without their words. */
function refusal(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    const { problem } = error as ProblemError;
    expect(problem).toMatchObject({ status: 400, code: 'validation', type: '/problems/validation' });
    return (problem.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
  throw new Error('it was accepted');
}

describe('the check of a body', () => {
  it('makes an instance of what is right', () => {
    const made = validateBody(OrderDto, { orderId: 'O', lines: [line] });
    expect(made).toBeInstanceOf(OrderDto);
    expect(made.lines[0]).toBeInstanceOf(LineDto);
  });

  it('names each field by its path and each rule by its slug', () => {
    const body = { orderId: 5, lines: [line, { lotId: 1, grams: 0 }], rest: { grams: 1.5 } };
    expect(refusal(() => validateBody(OrderDto, body))).toEqual([
      'orderId is_string',
      'lines[1].lotId is_string',
      'lines[1].grams min',
      'rest.lotId is_string',
      'rest.grams is_int',
    ]);
  });

  it('names unknown fields, nested ones too', () => {
    const body = { orderId: 'O', lines: [{ ...line, extra: 1 }], surprise: true };
    expect(refusal(() => validateBody(OrderDto, body))).toEqual([
      'surprise unknown_field',
      'lines[0].extra unknown_field',
    ]);
    expect(refusal(() => validateBody(FlatDto, { name: 'n', other: 1 }))).toEqual(['other unknown_field']);
  });

  it.each([null, undefined, 5, 'text', [], [{}]])('refuses %j: a body is an object', (body) => {
    expect(refusal(() => validateBody(OrderDto, body))).toEqual([' is_object']);
  });

  it('says every fault in the detail', () => {
    try {
      validateBody(FlatDto, {});
    } catch (error) {
      expect((error as ProblemError).problem.detail).toBe('name: name must be a string');
    }
    expect.assertions(1);
  });
});

describe('the check of a query', () => {
  it('converts, fills in what is left out, and refuses the rest', () => {
    expect(validateQuery(PageQuery, { limit: '7' })).toEqual({ limit: 7 });
    expect(validateQuery(PageQuery, undefined)).toEqual({ limit: 5 });
    expect(refusal(() => validateQuery(PageQuery, { limit: '10' }))).toEqual(['limit max']);
    expect(refusal(() => validateQuery(PageQuery, { limit: 'x' }))).toContain('limit is_int');
    expect(refusal(() => validateQuery(PageQuery, { offset: '1' }))).toEqual(['offset unknown_field']);
  });
});

describe('the pipe', () => {
  const pipe = new DtoValidationPipe();
  it('checks bodies, queries and whole parameter objects, and leaves single values alone', () => {
    expect(pipe.transform({ limit: '3' }, { type: 'query', metatype: PageQuery })).toEqual({ limit: 3 });
    expect(pipe.transform({ limit: '3' }, { type: 'param', metatype: PageQuery })).toEqual({ limit: 3 });
    expect(refusal(() => pipe.transform({}, { type: 'body', metatype: FlatDto }))).toEqual([
      'name is_string',
    ]);
    expect(pipe.transform('x', { type: 'param', metatype: String, data: 'id' })).toBe('x');
    expect(pipe.transform('x', { type: 'body' })).toBe('x');
    expect(pipe.transform('x', { type: 'custom', metatype: FlatDto })).toBe('x');
  });
});
