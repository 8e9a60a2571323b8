import { spawnSync } from 'node:child_process';
import { nodeFlagsOf } from './node-flags';

describe('the flags of a service process', () => {
  it.each(['collection', 'payments', 'portal', 'office'])('are known to Node for %s', (service) => {
    const { status, stderr } = spawnSync(process.execPath, [...nodeFlagsOf(service), '-e', '']);
    expect(String(stderr)).toBe('');
    expect(status).toBe(0);
  });

  it('give room to what serves much at once, and little to the rest', () => {
    expect(nodeFlagsOf('collection')).not.toEqual(nodeFlagsOf('portal'));
    expect(nodeFlagsOf('office')).toEqual(nodeFlagsOf('portal'));
  });
});
