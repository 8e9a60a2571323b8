import { spawnSync } from 'node:child_process';
import { nodeFlagsOf } from './node-flags';

describe('the flags of a service process', () => {
  it.each([undefined, 32, 64])('are known to Node with a nursery of %s MB', (nurseryMb) => {
    const { status, stderr } = spawnSync(process.execPath, [...nodeFlagsOf(nurseryMb), '-e', '']);
    expect(String(stderr)).toBe('');
    expect(status).toBe(0);
  });

  it('give room to what serves much at once, and little to the rest', () => {
    expect(nodeFlagsOf(32)).toEqual(['--max-semi-space-size=32', '--no-parallel-scavenge']);
    expect(nodeFlagsOf()).toContain('--max-semi-space-size=4');
  });
});
