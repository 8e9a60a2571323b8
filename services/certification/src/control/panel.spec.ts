import { found, mediansOf } from './domain/panel';

const tasted = (scores: readonly number[], kind: 'defect' | 'positive' = 'defect', attribute = 'rancid') =>
  found({ attribute, kind, scoresTenths: scores.map((score) => Math.round(score * 10)) });

describe('a panel', () => {
  it('finds the median with its robust deviation: the worked scores', () => {
    expect(tasted([3.5, 4.0, 4.2, 4.5, 4.5, 5.0, 5.2, 6.0])).toMatchObject({
      median: '4.50',
      iqr: '0.900',
      robustDeviation: '0.2946',
      cvr: '6.55',
      from: '3.92',
      to: '5.08',
      isValid: true,
      quartiles: 'inclusive',
    });
  });

  it('is valid where the robust coefficient of variation is 20.0 % at most', () => {
    expect(tasted([1.0, 1.2, 1.5, 2.0, 2.2, 2.6, 3.0, 3.4])).toMatchObject({
      median: '2.10',
      iqr: '1.275',
      cvr: '19.88',
      isValid: true,
    });
    expect(tasted([0.5, 1.0, 1.5, 2.0, 2.2, 2.9, 3.3, 4.4])).toMatchObject({ isValid: false });
  });

  it('finds what is absent without dividing by zero', () => {
    expect(tasted([0, 0, 0, 0, 0, 0.8, 1.2, 1.5])).toMatchObject({
      median: '0.00',
      cvr: null,
      isValid: true,
    });
  });

  it('does not care in which order its tasters are written down', () => {
    expect(tasted([6.0, 4.5, 3.5, 5.0, 4.0, 5.2, 4.2, 4.5])).toEqual(
      tasted([3.5, 4.0, 4.2, 4.5, 4.5, 5.0, 5.2, 6.0]),
    );
  });

  it('says the defect that is perceived most, and the fruity', () => {
    const rancid = tasted([1, 1, 1, 1, 1, 1, 1, 1]);
    const musty = tasted([2, 2, 2, 2, 2, 2, 2, 2], 'defect', 'musty');
    const fruity = tasted([4, 4, 4, 4, 4, 4, 4, 4], 'positive', 'fruity');
    const bitter = tasted([9, 9, 9, 9, 9, 9, 9, 9], 'positive', 'bitter');
    expect(mediansOf([rancid, musty, fruity, bitter])).toEqual({ defects: '2.00', fruity: '4.00' });
    expect(mediansOf([])).toEqual({ defects: '0.00', fruity: '0.00' });
  });
});
