import { InvalidEnvironment, loadConfig } from '@oce/service-kit';
import { behind, GatewayConfig } from './gateway.config';

const contexts = [{ name: 'access', secretPaths: ['token'] }, { name: 'sales' }, { name: 'cold-store' }];

describe('the environment of the gateway', () => {
  it('lets nobody past the limits unless told', () => {
    const config = loadConfig(GatewayConfig, { PORT: '8080' });
    expect(config).toMatchObject({ PORT: 8080, OCE_RATE_SECRET: 30, OCE_RATE_ANONYMOUS: 600 });
    expect(config.OCE_RATE_ALLOW).toBeUndefined();
    expect(config.OCE_TRUST_PROXY).toBeUndefined();
  });

  it.each([{ OCE_RATE_SECRET: '0' }, { OCE_RATE_ALLOW: 'all of them' }])('refuses %j', (environment) => {
    expect(() => loadConfig(GatewayConfig, environment)).toThrow(InvalidEnvironment);
  });
});

describe('what is behind the gateway', () => {
  it('is every context that has an address in this office; others are not a part of it', () => {
    const { upstreams } = behind(
      { OCE_UPSTREAM_SALES: 'http://127.0.0.1:4001/', OCE_UPSTREAM_COLD_STORE: 'http://cold-store:3000' },
      contexts,
    );
    expect([...upstreams]).toEqual([
      ['sales', 'http://127.0.0.1:4001'],
      ['cold-store', 'http://cold-store:3000'],
    ]);
  });

  it('is found by the folders of the checkout', () => {
    const { upstreams, secretPaths } = behind({
      OCE_UPSTREAM_ACCESS: 'http://127.0.0.1:4001',
      OCE_UPSTREAM_COLLECTION: 'http://127.0.0.1:4002',
      OCE_UPSTREAM_NOBODY: 'http://127.0.0.1:4003',
    });
    expect([...upstreams.keys()]).toEqual(['access', 'collection']);
    expect([...secretPaths]).toEqual([
      '/api/access/token',
      '/api/access/codes/change',
      '/api/access/staff/activate',
    ]);
  });

  it('takes secrets where a context says so', () => {
    const { secretPaths } = behind(
      { OCE_UPSTREAM_ACCESS: 'http://a', OCE_UPSTREAM_SALES: 'http://b' },
      contexts,
    );
    expect([...secretPaths]).toEqual(['/api/access/token']);
  });

  it.each(['ftp://127.0.0.1', 'somewhere'])('is not at %s', (address) => {
    expect(() => behind({ OCE_UPSTREAM_SALES: address }, contexts)).toThrow('OCE_UPSTREAM_SALES');
  });
});
