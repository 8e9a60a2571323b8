import { createSecretKey, randomBytes } from 'node:crypto';
import { Undecipherable, UnknownMasterKey } from './errors';
import { MasterKeys } from './master-keys';

const key = () => randomBytes(32).toString('base64');

describe('master keys', () => {
  const dataKey = createSecretKey(randomBytes(32));

  it('open what they wrapped, for that person only', () => {
    const keys = new MasterKeys([{ id: 'a', key: key() }]);
    const wrapped = keys.wrap(dataKey, 'p1');
    expect(keys.unwrap(wrapped, 'p1').equals(dataKey)).toBe(true);
    expect(() => keys.unwrap(wrapped, 'p2')).toThrow(Undecipherable);
  });

  it('wrap by the first and open by the one named', () => {
    const [a, b] = [
      { id: 'a', key: key() },
      { id: 'b', key: key() },
    ];
    const wrapped = new MasterKeys([a]).wrap(dataKey, 'p1');
    const rotated = new MasterKeys([b, a]);
    expect(rotated.unwrap(wrapped, 'p1').equals(dataKey)).toBe(true);
    expect(rotated.wrap(dataKey, 'p1').wrappedBy).toBe('b');
    expect(() => new MasterKeys([b]).unwrap(wrapped, 'p1')).toThrow(UnknownMasterKey);
    expect(() => new MasterKeys([{ id: 'a', key: key() }]).unwrap(wrapped, 'p1')).toThrow(Undecipherable);
  });

  it.each<[string, { id: string; key: string }[]]>([
    ['at least one master key', []],
    ['not 32 bytes', [{ id: 'a', key: randomBytes(31).toString('base64') }]],
    ['not 32 bytes', [{ id: 'a', key: '' }]],
    ['the same id', [1, 2].map(() => ({ id: 'a', key: key() }))],
    ['may have letters', [{ id: 'a b', key: key() }]],
  ])('are refused when configured wrongly: %s', (reason, list) => {
    expect(() => new MasterKeys(list)).toThrow(reason);
  });

  it('are never shown in an error', () => {
    const secret = randomBytes(20).toString('base64');
    expect(() => new MasterKeys([{ id: 'a', key: secret }])).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(secret) }),
    );
  });
});
