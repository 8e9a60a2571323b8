import {
  addDays,
  daysExpected,
  expectedInWords,
  inForceOn,
  isDayExpected,
  isWithinPpm,
  nextBankingDay,
  whyNoBankingDay,
  type DayKind,
} from './index';

const TODAY = '2026-11-30';

describe('the days that are expected of a kind', () => {
  it.each([
    ['weighing', '2024-11-28', TODAY],
    ['booking', '2024-11-28', TODAY],
    ['closing', '2024-11-28', TODAY],
    ['execution', TODAY, '2026-12-30'],
    ['terms', '2023-11-28', '2029-12-02'],
    ['birth', '1906-09-01', TODAY],
  ] as [DayKind, string, string][])('of a %s are from %s to %s', (kind, first, last) => {
    expect(daysExpected(kind, TODAY)).toEqual({ first, last });
    for (const [day, isExpected] of [
      [first, true],
      [last, true],
      [addDays(first, -1), false],
      [addDays(last, 1), false],
    ] as const)
      expect(isDayExpected(kind, day, TODAY)).toBe(isExpected);
  });

  it('are said in words', () => {
    expect(expectedInWords('booking', TODAY)).toBe('a day from 2024-11-28 to today, 2026-11-30');
    expect(expectedInWords('execution', TODAY)).toBe('a day from 2026-11-30 to 2026-12-30');
  });
});

describe('banking days in Morocco', () => {
  const FITR = new Map([['2027-03-10', 'Aïd al-Fitr']]);

  it.each([
    ['2026-11-28', 'samedi'],
    ['2026-11-29', 'dimanche'],
    ['2027-01-11', "Manifeste de l'indépendance"],
    ['2027-01-14', 'Nouvel an amazigh'],
    // In 2026 it is a Saturday.
    ['2027-10-31', 'dimanche'],
    ['2028-10-31', "Fête de l'Unité"],
    ['2026-11-18', "Fête de l'Indépendance"],
    ['2027-03-10', 'Aïd al-Fitr'],
  ])('%s is none: %s', (day, why) => {
    expect(whyNoBankingDay(day, FITR)).toBe(why);
  });

  it('are all others, and a holiday counts from the year on in which it was first kept', () => {
    // A Thursday, a Wednesday and a Monday.
    for (const day of ['2024-10-31', '2026-12-23', TODAY]) expect(whyNoBankingDay(day, FITR)).toBeUndefined();
    expect(whyNoBankingDay('2022-01-14', FITR)).toBeUndefined();
    // A Friday: the day of unity was announced four days later.
    expect(whyNoBankingDay('2025-10-31', FITR)).toBeUndefined();
  });

  it('are all but eleven days of the solar calendar, as the decrees list them', () => {
    // Eight years: each of them is a weekday in one.
    const named = new Map<string, string>();
    for (let day = '2028-01-01'; day < '2036-01-01'; day = addDays(day, 1)) {
      const why = whyNoBankingDay(day, new Map());
      if (why !== undefined && why !== 'samedi' && why !== 'dimanche') named.set(day.slice(5), why);
    }
    expect([...named.keys()].sort()).toEqual([
      '01-01',
      '01-11',
      '01-14',
      '05-01',
      '07-30',
      '08-14',
      '08-20',
      '08-21',
      '10-31',
      '11-06',
      '11-18',
    ]);
  });

  it('follow each other over weekends and feasts', () => {
    expect(nextBankingDay('2026-11-28')).toBe(TODAY);
    expect(nextBankingDay('2027-03-10', FITR)).toBe('2027-03-11');
    expect(nextBankingDay('2027-01-01')).toBe('2027-01-04');
  });
});

describe('what is in force on a day', () => {
  const versions = [
    { validFrom: '2026-10-01', version: 'B' },
    { validFrom: '2026-09-01', version: 'A' },
    { validFrom: '2026-10-01', version: 'C' },
  ];

  it.each([
    ['2026-08-31', undefined],
    ['2026-09-01', 'A'],
    ['2026-09-30', 'A'],
    ['2026-10-01', 'C'],
    ['2030-01-01', 'C'],
  ])('on %s is %s: what began last, and of one day what was published last', (day, version) => {
    expect(inForceOn(versions, day)?.version).toBe(version);
  });
});

describe('a tolerance in parts per million', () => {
  it('holds to its last gram either way, at weights where a product passes exact numbers', () => {
    expect([5_000, 5_001, -5_000, -5_001].map((one) => isWithinPpm(one, 1_000_000, 5_000))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(isWithinPpm(1_000_000_000_001, 200_000_000_000_000, 5_000)).toBe(false);
    expect(isWithinPpm(1_000_000_000_000, 200_000_000_000_000, 5_000)).toBe(true);
    expect(isWithinPpm(0, 0, 0)).toBe(true);
    expect(isWithinPpm(1, 0, 5_000)).toBe(false);
  });
});
