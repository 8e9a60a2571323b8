import { Inject, type FactoryProvider } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { PersonKeys, type KeyStore, type MasterKey } from '@oce/personal-data';
import { IsString, Matches } from 'class-validator';
import { ServiceConfig } from '../config';
import { CONFIG, KEY_STORE, NATS } from './tokens';

/** The environment of a service that opens personal fields. */
export class PersonalDataConfig extends ServiceConfig {
  /** Master keys as `id:base64`, the current one first, separated by commas; 32 random bytes each. */
  @Matches(/^[A-Za-z0-9_.-]{1,64}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9_.-]{1,64}:[A-Za-z0-9+/]{43}=)*$/, {
    message: 'OCE_MASTER_KEYS takes id:base64 of 32 bytes, separated by commas',
  })
  OCE_MASTER_KEYS: string;
  /** Keys the hashes by which unique personal values (CIN, RIB) are claimed without being told. */
  @IsString() OCE_CLAIM_SECRET: string;
}

/** The master keys out of the environment. */
export function masterKeysOf(config: Pick<PersonalDataConfig, 'OCE_MASTER_KEYS'>): MasterKey[] {
  return config.OCE_MASTER_KEYS.split(',').map((entry) => {
    const at = entry.indexOf(':');
    return { id: entry.slice(0, at), key: entry.slice(at + 1) };
  });
}

const PERSON_KEYS_TOKEN = Symbol('oce:person-keys');

/** The keys of persons as a line of a module; inject them with `@InjectPersonKeys()`. */
export function personKeys(): FactoryProvider<Promise<PersonKeys>> {
  return {
    provide: PERSON_KEYS_TOKEN,
    useFactory: (nats: NatsConnection, config: PersonalDataConfig, store: KeyStore | undefined) => {
      const options = { masterKeys: masterKeysOf(config) };
      return store ? PersonKeys.over(store, options) : PersonKeys.open(nats, options);
    },
    inject: [NATS, CONFIG, { token: KEY_STORE, optional: true }],
  };
}

export const InjectPersonKeys = (): ParameterDecorator => Inject(PERSON_KEYS_TOKEN);
