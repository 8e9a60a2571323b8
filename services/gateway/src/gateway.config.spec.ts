import { InvalidEnvironment, loadConfig } from '@oce/service-kit';
import { GatewayConfig, upstreamsOf } from './gateway.config';

describe('the environment of the gateway', () => {
  it('names the services of this office; others are not a part of it', () => {
    const config = loadConfig(GatewayConfig, {
      ...{
        PORT: '8080',
        OCE_UPSTREAM_SALES: 'http://127.0.0.1:4001/',
        OCE_UPSTREAM_PORTAL: 'http://portal:3000',
      },
    });
    expect(config.PORT).toBe(8080);
    expect([...upstreamsOf(config)]).toEqual([
      ['sales', 'http://127.0.0.1:4001'],
      ['portal', 'http://portal:3000'],
    ]);
  });

  it('lets nobody past the limits unless told', () => {
    const config = loadConfig(GatewayConfig, {});
    expect(config).toMatchObject({ OCE_RATE_SECRET: 30, OCE_RATE_ANONYMOUS: 600 });
    expect(config.OCE_RATE_ALLOW).toBeUndefined();
    expect(config.OCE_TRUST_PROXY).toBeUndefined();
  });

  it.each([
    { OCE_UPSTREAM_SALES: 'ftp://127.0.0.1' },
    { OCE_UPSTREAM_SALES: 'somewhere' },
    { OCE_RATE_SECRET: '0' },
    { OCE_RATE_ALLOW: 'all of them' },
  ])('refuses %j', (environment) => {
    expect(() => loadConfig(GatewayConfig, environment)).toThrow(InvalidEnvironment);
  });
});
