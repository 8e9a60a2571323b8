import { positionIn, POSITIONS_PATTERN, positionText, readPositions } from './log-position';

const read = (text: string) => Object.fromEntries(readPositions(text, 'OCE', 'OCE-Min-Position'));

describe('positions of several streams', () => {
  it.each([
    ['45', { OCE: 45 }],
    ['0', { OCE: 0 }],
    ['HEALTH:45', { HEALTH: 45 }],
    ['45, HEALTH:7', { OCE: 45, HEALTH: 7 }],
    ['OCE:45,45', { OCE: 45 }],
    ['HEALTH:7,HEALTH:45,HEALTH:9', { HEALTH: 45 }],
  ])('reads %s', (text, positions) => {
    expect(read(text)).toEqual(positions);
    expect(text).toMatch(new RegExp(POSITIONS_PATTERN));
  });

  it.each([
    '',
    ' ',
    'abc',
    '-1',
    '1.5',
    '1e3',
    'HEALTH:',
    ':45',
    'HE ALTH:45',
    '45,',
    'A:B:4',
    '9'.repeat(16),
  ])('refuses %j and says how a position is written', (text) => {
    expect(() => read(text)).toThrow(/OCE-Min-Position takes a position of the log/);
    expect(text).not.toMatch(new RegExp(POSITIONS_PATTERN));
  });

  it('writes the stream only where it is not the main one, so that what is written reads back as it was', () => {
    expect(positionText('OCE', 45, 'OCE')).toBe('45');
    expect(positionText('HEALTH', 45, 'OCE')).toBe('HEALTH:45');
    for (const stream of ['OCE', 'HEALTH'])
      expect(read(positionText(stream, 45, 'OCE'))).toEqual({ [stream]: 45 });
  });

  it('asks a reader for the position of its own stream, and for nothing where that is not named', () => {
    const positions = readPositions('45, HEALTH:7', 'OCE', 'OCE-Min-Position');
    expect(['OCE', 'HEALTH', 'OTHER'].map((stream) => positionIn(stream, positions))).toEqual([45, 7, 0]);
    expect(positionIn('HEALTH', 9)).toBe(9);
  });
});
