import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMinSize, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { ProblemError } from '../problems/problem';
import { validateBody } from './validate';

class GradeDto {
  @IsInt() grams: number;
}
class TermsDto {
  @ValidateNested() @Type(() => GradeDto) first: GradeDto;
}
class PoolDto {
  @ValidateNested() @Type(() => TermsDto) terms: TermsDto;
  @ArrayMinSize(1) @ValidateNested({ each: true }) @Type(() => GradeDto) grades: GradeDto[];
  @IsOptional() @ValidateNested() @Type(() => GradeDto) last?: GradeDto;
  @IsOptional() @IsInt() count?: number;
}
class FlatDto {
  @IsInt() grams: number;
  @IsOptional() @IsInt() count?: number;
}

const good = () => ({ terms: { first: { grams: 1 } }, grades: [{ grams: 2 }] });
function faultsOf(body: unknown): string[] {
  try {
    validateBody(PoolDto, body);
    return [];
  } catch (error) {
    return ((error as ProblemError).problem.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
}

describe('nested parts of a body', () => {
  it('pass where all are there, as instances of their classes', () => {
    const made = validateBody(PoolDto, { ...good(), last: { grams: 3 } });
    expect(made.terms.first).toBeInstanceOf(GradeDto);
    expect(made.grades[0]).toBeInstanceOf(GradeDto);
    expect(made.last?.grams).toBe(3);
  });

  it.each([
    ['one that is missing', { grades: good().grades }, 'terms is_object'],
    ['one that is null', { ...good(), terms: null }, 'terms is_object'],
    ['one that is missing deeper', { ...good(), terms: {} }, 'terms.first is_object'],
    ['a list in an object’s place', { ...good(), terms: [] }, 'terms is_object'],
    ['a list of such in its place', { ...good(), terms: [{ first: { grams: 1 } }] }, 'terms is_object'],
    ['an optional one of another kind', { ...good(), last: [[]] }, 'last is_object'],
    ['a text', { ...good(), terms: 'x' }, 'terms is_object'],
    ['a missing list', { terms: good().terms }, 'grades is_array'],
    ['an object in a list’s place', { ...good(), grades: { 0: { grams: 1 }, length: 1 } }, 'grades is_array'],
    ['a list in a list', { ...good(), grades: [{ grams: 1 }, [[]]] }, 'grades[1] is_object'],
    ['null in a list', { ...good(), grades: [null] }, 'grades[0] is_object'],
  ])('are refused with %s', (_what, body, fault) => {
    expect(faultsOf(body)).toContain(fault);
  });
});

describe('a body', () => {
  it('says nothing where it says null: an optional field is absent, a required one is missing', () => {
    expect(validateBody(FlatDto, { grams: 1, count: null })).toEqual({ grams: 1 });
    expect(validateBody(PoolDto, { ...good(), count: null })).not.toHaveProperty('count', null);
    expect(() => validateBody(FlatDto, { grams: null })).toThrow('grams must be an integer number');
  });

  it('is refused, not recursed into, where it has no bottom', () => {
    let bottomless: object = {};
    for (let depth = 0; depth < 200_000; depth++) bottomless = { a: bottomless };
    expect(faultsOf({ ...good(), surprise: bottomless })).toEqual([' too_deep']);
    expect(() => validateBody(FlatDto, { grams: bottomless })).toThrow('deeper');
  });
});
