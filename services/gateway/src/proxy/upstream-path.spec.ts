import { upstreamPath } from './upstream-path';

describe('the path on the service', () => {
  it.each([
    ['/orders', '/sales/orders'],
    ['/orders/O-1/confirm', '/sales/orders/O-1/confirm'],
    ['', '/sales'],
    ['/operations/projections', '/operations/projections'],
    ['/operations/projections/open_orders/rebuild', '/operations/projections/open_orders/rebuild'],
    ['/attention', '/attention'],
    ['/attention/a-1/retry', '/attention/a-1/retry'],
    ['/health/live', '/health/live'],
    ['/health/ready', '/health/ready'],
    ['/openapi.json', '/openapi.json'],
    ['/operationsX', '/sales/operationsX'],
  ])('of /api/sales%s is %s', (rest, path) => {
    expect(upstreamPath('sales', rest)).toBe(path);
  });

  it.each(['/health/metrics', '/health/%6detrics', '/%68ealth/metrics', '/health', '//health/metrics'])(
    'is nowhere for /api/sales%s',
    (rest) => {
      expect(upstreamPath('sales', rest)).toBeUndefined();
    },
  );
});
