import 'reflect-metadata';
import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { compileValidator } from './compile';
import { withoutNulls } from './shape';

class TicketDto {
  @Matches(/^[A-Z]{1,3}$/) terminalId: string;
  @IsInt() @Min(1) @Max(1000) grossGrams: number;
  @IsOptional() @IsInt() @Min(0) tareGrams?: number;
  @IsIn(['olive', 'fig']) product: string = 'olive';
  @IsOptional() @IsString() @Length(1, 3) mode: string = 'b';
  @ValidateIf((ticket: TicketDto) => ticket.mode === 'b') @IsBoolean() isBulk?: boolean;
  @IsISO8601({ strict: true }) weighedAt: string;
}
class BaseDto {
  @IsString() name: string;
}
class DerivedDto extends BaseDto {
  @IsNumber() value: number;
}

/** What the real class-validator says, run as the slow path runs it. */
function really(type: new () => object, plain: object): object | undefined {
  const made = plainToInstance(type, plain, { exposeDefaultValues: true });
  const errors = validateSync(made, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  return errors.length === 0 ? made : undefined;
}

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    'A',
    'ABC',
    'b',
    'olive',
    0,
    1,
    1000,
    1001,
    -1,
    1.5,
    NaN,
    true,
  ),
  fc.constantFrom<unknown>('2026-10-01T08:00:00Z', '2026-13-01', [], {}, ['A'], { length: 2 }, '5', Infinity),
  fc.string({ maxLength: 4 }),
  fc.integer({ min: -5, max: 1100 }),
);
const mostly = (good: fc.Arbitrary<unknown>) => fc.oneof({ weight: 9, arbitrary: good }, anything);
const fields = {
  terminalId: mostly(fc.constant('TM')),
  grossGrams: mostly(fc.constant(500)),
  tareGrams: mostly(fc.constant(5)),
  product: mostly(fc.constant('fig')),
  mode: mostly(fc.constantFrom('a', 'b')),
  isBulk: mostly(fc.boolean()),
  weighedAt: mostly(fc.constant('2026-10-01T08:00:00Z')),
};
const near = fc.oneof(
  fc.record(fields),
  fc.record(fields, { requiredKeys: [] }),
  fc.record({ ...fields, surprise: anything }),
);

describe('a compiled validator', () => {
  it('accepts what the real class-validator accepts, as the same instance, and nothing else', () => {
    const compiled = compileValidator(TicketDto);
    let accepted = 0;
    fc.assert(
      fc.property(near, (plain: { product?: unknown; surprise?: unknown }) => {
        const fast = compiled(plain);
        // To say null is to say nothing.
        const real = really(TicketDto, withoutNulls(plain));
        if (fast === undefined) {
          // Doubt is no verdict: the caller asks the real one, which may fill in defaults and look away from nulls.
          const { product = null, surprise } = plain;
          return real === undefined || product === null || surprise === null;
        }
        accepted++;
        expect(real).toEqual(fast);
        expect(fast).toBeInstanceOf(TicketDto);
        return true;
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it('takes the fast way for a plain good body', () => {
    const plain = { terminalId: 'TM', grossGrams: 5, product: 'fig', isBulk: true, weighedAt: '2026-10-01' };
    expect(compileValidator(TicketDto)(plain)).toEqual({ mode: 'b', ...plain });
  });

  it('judges a condition on the object with its defaults', () => {
    const compiled = compileValidator(TicketDto);
    const plain = { terminalId: 'TM', grossGrams: 5, product: 'fig', weighedAt: '2026-10-01' };
    expect(compiled(plain)).toBeUndefined();
    expect(compiled({ ...plain, mode: 'a' })).toBeDefined();
  });

  it('knows inherited rules', () => {
    const compiled = compileValidator(DerivedDto);
    expect(compiled({ name: 'n', value: 1 })).toEqual({ name: 'n', value: 1 });
    expect(compiled({ value: 1 })).toBeUndefined();
  });

  it.each([null, undefined, 5, 'text', [], [{}]])('is in doubt about %j', (plain) => {
    expect(compileValidator(TicketDto)(plain)).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'does not let a member named %s through',
    (name) => {
      const good = '"terminalId":"TM","grossGrams":5,"product":"fig","isBulk":true,"weighedAt":"2026-10-01"';
      const compiled = compileValidator(TicketDto);
      expect(compiled(JSON.parse(`{${good}}`))).toBeDefined();
      expect(compiled(JSON.parse(`{${good},"${name}":{"polluted":true}}`))).toBeUndefined();
    },
  );

  it('leaves nesting, lists and conversions to the real one', () => {
    class Nested {
      @ValidateNested() @Type(() => BaseDto) inner: BaseDto;
    }
    class Lists {
      @IsString({ each: true }) names: string[];
    }
    class Converted {
      @IsInt() @Type(() => Number) count: number;
    }
    class Trimmed {
      @IsString() @Transform(({ value }) => String(value).trim()) name: string;
    }
    class Defined {
      @IsDefined() @IsString() name: string;
    }
    class Nothing {}
    expect(compileValidator(Nested)({ inner: { name: 'n' } })).toBeUndefined();
    expect(compileValidator(Lists)({ names: ['a'] })).toBeUndefined();
    expect(compileValidator(Converted)({ count: 1 })).toBeUndefined();
    expect(compileValidator(Trimmed)({ name: ' a ' })).toBeUndefined();
    expect(compileValidator(Defined)({ name: 'n' })).toBeUndefined();
    expect(compileValidator(Nothing)({})).toBeUndefined();
  });
});
