import { StorageType } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

/** The bucket of everybody whose keys have no bucket of their own. */
export const PERSON_KEYS = 'PERSON_KEYS';

/** A wrapped key takes some 150 bytes. */
const LARGEST_VALUE_BYTES = 1024;

/**
 * Makes a bucket where it is not there yet; for the administrator at start-up, services may not make streams. One value
 * a person and no history, so that an erased key is not kept; deletes stay allowed, since an erasure overwrites the key
 * in the file.
 */
export async function ensureKeyBucket(
  connection: NatsConnection,
  bucket: string = PERSON_KEYS,
  replicas = 1,
): Promise<void> {
  await new Kvm(connection).create(bucket, {
    history: 1,
    storage: StorageType.File,
    replicas,
    maxValueSize: LARGEST_VALUE_BYTES,
    description: 'A data key a person, wrapped by a master key',
  });
}
