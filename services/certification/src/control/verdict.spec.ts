import { rulesOf } from '../../test/standards';
import type { Measured } from '../standard/domain/limits';
import { mayStillOf, verdictOf } from './domain/verdict';

/** Oil of which every limit of the best grade holds. */
const FINE = {
  acidity: '0.30',
  peroxide: '8.0',
  k232: '2.10',
  k268: '0.15',
  delta_k: '0.00',
  defects_median: '0.0',
  fruity_median: '4.5',
  faee: '12',
};
const measured = (values: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(values).map(([name, value]): [string, Measured] => [name, { kind: 'value', value }]),
  );
const eu = rulesOf('olive-oil-eu');
const coi = rulesOf('olive-oil-ma');
const gradeOf = (change: Readonly<Record<string, string>>, rules = eu) => {
  const verdict = verdictOf(rules, measured({ ...FINE, ...change }), null);
  return verdict.is === 'incomplete' ? 'incomplete' : verdict.grade;
};

describe('the grade of an oil in the Union', () => {
  it.each([
    [{}, 'extra-virgin'],
    [{ acidity: '0.80' }, 'extra-virgin'],
    [{ acidity: '0.804' }, 'extra-virgin'],
    [{ acidity: '0.81' }, 'virgin'],
    [{ acidity: '0.805' }, 'virgin'],
    [{ k232: '2.51' }, 'virgin'],
    [{ delta_k: '0.02' }, 'lampante'],
    [{ faee: '36' }, 'virgin'],
    [{ defects_median: '3.5' }, 'virgin'],
    [{ defects_median: '3.6' }, 'lampante'],
    [{ defects_median: '3.5', fruity_median: '0.0' }, 'lampante'],
    [{ acidity: '2.1' }, 'lampante'],
  ])('with %j is %s', (change, grade) => {
    expect(gradeOf(change)).toBe(grade);
  });

  it('is by the highest category whose every limit holds, and says what failed above it', () => {
    expect(verdictOf(eu, measured({ ...FINE, acidity: '0.81' }), null)).toMatchObject({
      is: 'conform',
      failures: [{ grade: 'extra-virgin', parameter: 'acidity', measured: '0.81', limit: '<= 0.80 %' }],
    });
  });

  it('lampante may not be sold, but refined or sold elsewhere', () => {
    const verdict = verdictOf(eu, measured({ ...FINE, acidity: '3.0' }), null);
    expect(verdict).toMatchObject({ is: 'rejected', grade: 'lampante' });
    expect(mayStillOf(verdict, eu.categories)).toEqual(['other_market', 'rework', 'destruction']);
  });

  it('is not known where a measure is left out that might raise it', () => {
    const { faee: _faee, ...without } = FINE;
    expect(verdictOf(eu, measured(without), null)).toEqual({ is: 'incomplete', missing: ['faee'] });
    expect(verdictOf(eu, new Map(), null)).toMatchObject({ is: 'incomplete' });
    // What fails the best grade anyhow needs no more of it.
    expect(verdictOf(eu, measured({ ...without, acidity: '1.0' }), null)).toMatchObject({ grade: 'virgin' });
  });
});

it('the same oil is ordinary by the standard of another market', () => {
  expect(gradeOf({ acidity: '3.3', defects_median: '4.0' }, coi)).toBe('ordinary');
  expect(gradeOf({ acidity: '3.3', defects_median: '4.0' })).toBe('lampante');
});

it('a limit without a unit is told without one', () => {
  expect(verdictOf(eu, measured({ ...FINE, defects_median: '4.5' }), null)).toMatchObject({
    failures: expect.arrayContaining([
      { grade: 'extra-virgin', parameter: 'defects_median', measured: '4.5', limit: '<= 0.0' },
    ]) as unknown,
  });
});

describe('a measure below the limit of quantification', () => {
  const below = (limitOfQuantification: string) =>
    verdictOf(
      rulesOf('honey-ma'),
      new Map<string, Measured>([
        ['moisture', { kind: 'value', value: '17.2' }],
        ['hmf', { kind: 'below_quantification', limitOfQuantification }],
      ]),
      'arbousier',
    );

  it('keeps a highest value that is not below what can be told', () => {
    expect(below('1.0')).toMatchObject({ is: 'conform', grade: 'arbousier' });
    expect(below('40.1')).toEqual({ is: 'incomplete', missing: ['hmf'] });
  });

  it('shows no lowest value', () => {
    const measures = new Map([
      ...measured(FINE),
      ['fruity_median', { kind: 'below_quantification', limitOfQuantification: '0.5' }] as const,
    ]);
    expect(verdictOf(eu, measures, null)).toMatchObject({ grade: 'lampante' });
  });
});

it('a raw lot keeps its grade under a standard without grades, unless it keeps no limit', () => {
  const olives = rulesOf('olives-ma');
  expect(verdictOf(olives, measured({ mouldy: '3.0' }), 'extra')).toMatchObject({
    is: 'conform',
    grade: 'extra',
  });
  const rejected = verdictOf(olives, measured({ mouldy: '3.1' }), 'extra');
  expect(rejected).toMatchObject({ is: 'rejected', failures: [{ measured: '3.1', limit: '<= 3.0 %' }] });
  expect(mayStillOf(rejected, olives.categories)).toEqual(['rework', 'destruction']);
});
