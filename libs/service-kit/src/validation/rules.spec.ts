import 'reflect-metadata';
import { isISO8601 } from 'class-validator';
import fc from 'fast-check';
import { ProblemError } from '../problems/problem';
import {
  HIGHEST_CENTIMES,
  IsAmount,
  IsBusinessDate,
  IsDerivedId,
  IsFilledList,
  IsId,
  IsInstant,
  IsKeyCursor,
  IsPageLimit,
  IsPlaceCursor,
  IsReason,
  IsShare,
  isId,
  PageQuery,
} from './rules';
import { validateBody, validateQuery } from './validate';

/** What the check of a one-field DTO under a rule answers: `field rule` of each fault, none where it is taken. */
function faultsOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    return ((error as ProblemError).problem.errors ?? []).map(({ field, rule }) => `${field} ${rule}`);
  }
}

function under(rule: PropertyDecorator) {
  class Dto {
    value: unknown;
  }
  rule(Dto.prototype, 'value');
  return (value: unknown) => faultsOf(() => validateBody(Dto, { value }));
}

const HUGE = HIGHEST_CENTIMES + 1;

describe.each<[string, PropertyDecorator, readonly unknown[], readonly [unknown, ...string[]][]]>([
  [
    'an id',
    IsId(),
    ['P-1', 'a_B-9', 'x'.repeat(60)],
    [
      ['x'.repeat(61), 'matches'],
      ['a.b', 'matches'],
      ['a b', 'matches'],
      ['a\n', 'matches'],
      ['*', 'matches'],
      ['', 'matches'],
      [7, 'matches'],
      [undefined, 'matches'],
    ],
  ],
  [
    'a list of ids',
    IsId({ each: true }),
    [['P-1'], ['P-1', 'P-2'], []],
    [
      [['P-1', 'a.b'], 'matches'],
      [[7], 'matches'],
    ],
  ],
  [
    'an id put together from others',
    IsDerivedId(),
    ['T-1-000042', 'x'.repeat(128)],
    [
      ['x'.repeat(129), 'matches'],
      ['T.1', 'matches'],
    ],
  ],
  [
    'a list of ids put together from others',
    IsDerivedId({ each: true }),
    [['x'.repeat(128)]],
    [[['x', 'x'.repeat(129)], 'matches']],
  ],
  [
    'a business date',
    IsBusinessDate('validity'),
    ['2026-10-01', '2028-02-29'],
    [
      ['2026-02-30', 'is_iso8601'],
      ['2027-02-29', 'is_iso8601'],
      ['2026-13-01', 'is_iso8601'],
      ['2026-10', 'matches'],
      ['2026-10-01T08:00:00Z', 'matches'],
      ['01/10/2026', 'is_iso8601', 'matches'],
      [20261001, 'is_iso8601', 'matches'],
    ],
  ],
  [
    'an instant',
    IsInstant(),
    ['2026-10-01T08:00:00Z', '2026-10-01T08:00:00.5Z', '2028-02-29T23:59:59.999Z'],
    [
      ['2026-02-30T08:00:00Z', 'is_iso8601'],
      ['2027-02-29T08:00:00Z', 'is_iso8601'],
      ['2026-10-01T24:00:00Z', 'is_iso8601'],
      ['2026-10-01T08:60:00Z', 'is_iso8601'],
      ['2026-10-01T23:59:60Z', 'is_iso8601'],
      ['2026-10-01T08:00:00', 'matches'],
      ['2026-10-01T08:00:00.1234Z', 'matches'],
      ['2026-10-01T08:00:00+01:00', 'matches'],
      ['2026-10-01', 'matches'],
      [20261001, 'is_iso8601', 'matches'],
      [undefined, 'is_iso8601', 'matches'],
    ],
  ],
  [
    'an amount',
    IsAmount(),
    [1, HIGHEST_CENTIMES],
    [
      [0, 'min'],
      [HUGE, 'max'],
      [1.5, 'is_int'],
      ['1', 'is_int', 'max', 'min'],
    ],
  ],
  [
    'an amount that may be nothing',
    IsAmount(0),
    [0],
    [
      [-1, 'min'],
      [HUGE, 'max'],
    ],
  ],
  [
    'a share',
    IsShare(),
    [0, 1_000_000],
    [
      [-1, 'min'],
      [1_000_001, 'max'],
      [0.5, 'is_int'],
    ],
  ],
  [
    'a reason',
    IsReason(),
    ['wet', 'x'.repeat(300)],
    [
      ['no', 'is_length'],
      ['x'.repeat(301), 'is_length'],
      [12345, 'is_length', 'is_string'],
    ],
  ],
  [
    'a filled list',
    IsFilledList(2),
    [[1], [1, 2]],
    [
      [[], 'array_min_size'],
      [[1, 2, 3], 'array_max_size'],
      ['text', 'array_max_size', 'array_min_size', 'is_array'],
      [{ length: 1 }, 'array_max_size', 'array_min_size', 'is_array'],
    ],
  ],
])('%s', (_name, rule, good, bad) => {
  const faults = under(rule);

  it.each(good.map((value) => [value]))('takes %j', (value) => {
    expect(faults(value)).toEqual([]);
  });

  it.each(bad)('refuses %j by field and rule: %s', (value, ...rules) => {
    expect(faults(value).sort()).toEqual(rules.map((slug) => `value ${slug}`));
  });
});

describe('an id outside of a DTO', () => {
  it('is under the same rule', () => {
    for (const value of ['P-1', 'x'.repeat(60)]) expect(isId(value)).toBe(true);
    for (const value of ['x'.repeat(61), 'a.b', '', 7, ['P-1'], undefined]) expect(isId(value)).toBe(false);
  });
});

it('is an instant by our rule wherever it is one by the strict rule of class-validator', () => {
  const upTo = (max: number) => fc.integer({ min: 0, max }).map((n) => `${n}`.padStart(2, '0'));
  const year = fc.integer({ min: 1000, max: 9999 });
  const date = fc.tuple(year, upTo(13), upTo(32)).map((parts) => parts.join('-'));
  const time = fc.tuple(upTo(25), upTo(61), upTo(61)).map((parts) => parts.join(':'));
  const check = under(IsInstant());
  fc.assert(
    fc.property(date, time, fc.constantFrom('', '.5', '.123'), (day, clock, part) => {
      const instant = `${day}T${clock}${part}Z`;
      expect([instant, check(instant).length === 0]).toEqual([instant, isISO8601(instant, { strict: true })]);
    }),
    { numRuns: 2_000 },
  );
});

describe('a page of a list', () => {
  class Places {
    @IsPageLimit(20) limit: number = 10;
    @IsPlaceCursor() after?: string;
  }
  class Keys {
    @IsKeyCursor() after?: string;
  }
  const faults = (type: new () => object, query: object) => faultsOf(() => validateQuery(type, query));

  it('has 100 from the start unless told', () => {
    expect(validateQuery(PageQuery, {})).toEqual({ limit: 100 });
    expect(validateQuery(PageQuery, { limit: '7', after: 'P-1' })).toEqual({ limit: 7, after: 'P-1' });
  });

  it('has one to the most, in whole numbers', () => {
    expect(validateQuery(Places, { limit: '20' })).toEqual({ limit: 20 });
    expect(faults(Places, { limit: '0' })).toEqual(['limit min']);
    expect(faults(Places, { limit: '21' })).toEqual(['limit max']);
    expect(faults(Places, { limit: '1.5' })).toEqual(['limit is_int']);
    expect(faults(PageQuery, { limit: '500' })).toEqual([]);
    expect(faults(PageQuery, { limit: '501' })).toEqual(['limit max']);
  });

  it('goes on behind a key of the list', () => {
    for (const after of ['x'.repeat(200), 'C-1|A|P-1']) expect(faults(Keys, { after })).toEqual([]);
    for (const after of ['x'.repeat(201), 'a.b', '$gt', ''])
      expect(faults(Keys, { after })).toEqual(['after matches']);
    expect(faults(Keys, { after: { $gt: '' } })).toEqual(['after matches']);
  });

  it('goes on behind a place of the list', () => {
    expect(faults(Places, { after: '40' })).toEqual([]);
    for (const after of ['-1', '1.5', '1e3', 'P-1', '1234567890'])
      expect(faults(Places, { after })).toEqual(['after matches']);
  });
});
