import { overdueOn } from './domain/inspections';
import { isEligible, type GroupMember } from './domain/group';

const farm = (change: Partial<GroupMember>): GroupMember => ({
  producerCode: 'P-1',
  hectaresHundredths: 0,
  greenhouseHectaresHundredths: 0,
  grasslandHectaresHundredths: 0,
  turnoverEuroCents: null,
  standardOutputEuroCents: null,
  certificationCostPpm: null,
  ...change,
});

describe('a farmer in an organic group', () => {
  it.each<[string, Partial<GroupMember>, boolean]>([
    ['5.0 ha and 60,000 EUR', { hectaresHundredths: 500, turnoverEuroCents: 6_000_000 }, true],
    [
      '7 ha, 24,000 EUR, cost 2.5 %',
      { hectaresHundredths: 700, turnoverEuroCents: 2_400_000, certificationCostPpm: 25_000 },
      true,
    ],
    [
      '7 ha, 24,000 EUR, cost 1.9 %',
      { hectaresHundredths: 700, turnoverEuroCents: 2_400_000, certificationCostPpm: 19_000 },
      false,
    ],
    ['5.01 ha and nothing known', { hectaresHundredths: 501 }, false],
    ['a greenhouse of 0.51 ha', { greenhouseHectaresHundredths: 51 }, false],
    ['15 ha of grassland', { grasslandHectaresHundredths: 1_500 }, true],
    [
      '7 ha, 15,000 EUR of standard output, cost 2.1 %',
      { hectaresHundredths: 700, standardOutputEuroCents: 1_500_000, certificationCostPpm: 21_000 },
      true,
    ],
    [
      '7 ha, 24,000 EUR, cost 2 % exactly',
      { hectaresHundredths: 700, turnoverEuroCents: 2_400_000, certificationCostPpm: 20_000 },
      false,
    ],
  ])('with %s: %j is in it: %s', (_says, change, isIn) => {
    expect(isEligible(farm(change))).toBe(isIn);
  });
});

it('the yearly inspection of a member is overdue a year after the last, or after the member was first listed', () => {
  const lists = [
    { validFrom: '2025-01-01', producerCodes: ['P-1', 'P-2', 'P-9'] },
    { validFrom: '2026-01-01', producerCodes: ['P-1', 'P-2', 'P-3'] },
  ];
  const inspections = [
    { producerCode: 'P-1', inspectedOn: '2025-06-01', nonConformities: [] },
    { producerCode: 'P-1', inspectedOn: '2025-03-01', nonConformities: [] },
  ];
  const codes = (day: string) => overdueOn({ lists, inspections }, day).map((one) => one.producerCode);
  expect(codes('2026-01-01')).toEqual([]);
  expect(overdueOn({ lists, inspections }, '2026-01-02')).toEqual([
    { producerCode: 'P-2', lastInspectedOn: null, dueOn: '2026-01-01' },
  ]);
  expect(codes('2026-06-01')).toEqual(['P-2']);
  expect(codes('2026-06-02')).toEqual(['P-2', 'P-1']);
  expect(codes('2027-01-02')).toEqual(['P-2', 'P-1', 'P-3']);
});
