import type { ProducerAffiliated } from '@oce/contracts';
import { PersonKeys } from '@oce/personal-data';
import { masterKeysOf } from '@oce/service-kit';
import { call, ServiceHarness } from '@oce/service-kit/testing';
import { eventually } from '@oce/testing';
import { exportPKCS8, exportSPKI, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import { AccessModule, type AccessConfig } from '../src';

export const BOOTSTRAP = 'a bootstrap secret of specs, long enough';

/** Access on real servers, with these producers affiliated. */
export async function startAccess(
  producers: readonly string[],
): Promise<{ readonly harness: ServiceHarness; readonly url: string }> {
  const harness = await ServiceHarness.start();
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const masterKeys = `spec:${randomBytes(32).toString('base64')}`;
  const { url } = await harness.service<AccessConfig>('access', AccessModule, {
    OCE_TOKEN_PUBLIC_KEY: await exportSPKI(publicKey),
    OCE_TOKEN_PRIVATE_KEY: (await exportPKCS8(privateKey)).replaceAll('\n', '\\n'),
    OCE_BOOTSTRAP_SECRET: BOOTSTRAP,
    OCE_MASTER_KEYS: masterKeys,
    OCE_STAFF_TOKEN_SECONDS: 200_000,
    OCE_TERMINAL_TOKEN_SECONDS: 900,
    OCE_PRODUCER_TOKEN_SECONDS: 200_000,
    OCE_SIGN_IN_BEAT_MS: 20,
  });
  const keys = await PersonKeys.open(harness.connection, {
    masterKeys: masterKeysOf({ OCE_MASTER_KEYS: masterKeys }),
  });
  for (const code of producers) await affiliate(harness, keys, code);
  await keys.close();
  await eventually(async () => expect((await call('GET', `${url}/health/ready`)).status).toBe(200));
  return { harness, url };
}

async function affiliate(harness: ServiceHarness, keys: PersonKeys, producerCode: string): Promise<void> {
  const person = await keys.encrypt(producerCode, {
    name: 'x',
    cin: 'ZZ100001',
    phone: '+212600000061',
    birthDate: '1959-06-12',
  });
  const affiliated: ProducerAffiliated = {
    type: 'ProducerAffiliated',
    v: 1,
    data: { producerCode, cooperativeId: 'C-1', affiliatedOn: '2026-01-01', ...person },
  };
  await harness.given({ context: 'affiliation', aggregate: 'producer', id: producerCode }, affiliated);
}
