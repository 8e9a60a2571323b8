import { IsInt, Min } from 'class-validator';
import { InvalidEnvironment, loadConfig, ServiceConfig } from './config';

const env = {
  NATS_URL: 'nats://127.0.0.1:4222',
  MONGODB_URI: 'mongodb://127.0.0.1',
  OCE_TOKEN_PUBLIC_KEY: 'pem',
};

describe('the environment', () => {
  it('is read with its defaults, numbers as numbers, and without what it does not know', () => {
    const config = loadConfig(ServiceConfig, { ...env, PORT: '4010', SHELL: '/bin/sh' });
    expect(config).toMatchObject({
      ...env,
      PORT: 4010,
      HOST: '127.0.0.1',
      MONGODB_PREFIX: 'oce',
      LOG_LEVEL: 'info',
    });
  });

  it('may be extended by a service', () => {
    class SalesConfig extends ServiceConfig {
      @IsInt() @Min(1) DAYS: number = 30;
    }
    expect(loadConfig(SalesConfig, env).DAYS).toBe(30);
  });

  it('is refused with the names of what is wrong, never with a value', () => {
    const wrong = { ...env, NATS_URL: undefined, PORT: 'secret-value', LOG_LEVEL: 'loud-secret' };
    const load = () => loadConfig(ServiceConfig, wrong);
    expect(load).toThrow(InvalidEnvironment);
    for (const name of ['NATS_URL', 'PORT', 'LOG_LEVEL'])
      expect(load).toThrow(new RegExp(`^  ${name}: `, 'm'));
    expect(load).not.toThrow(/secret/);
  });
});
