import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from '../home';
import { SERVICES } from '../services';
import { clusterConfig, passwordVariable } from './cluster-config';

const read = (path: string) => readFileSync(join(checkoutRoot(), path), 'utf8');

describe('what is deployed', () => {
  it('has the NATS configuration that the rights of the local office come to', () => {
    expect(read('deploy/nats/nats.conf')).toBe(clusterConfig());
  });

  it('names every service and the password of each of its users in docker-compose.yml', () => {
    const compose = read('docker-compose.yml');
    for (const { name } of SERVICES) {
      expect(compose).toContain(`['services/${name}']`);
      if (name !== 'gateway') expect(compose).toContain(`NATS_PASSWORD: \${${passwordVariable(name)}`);
    }
  });
});
