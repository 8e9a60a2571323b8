import type { NatsUser } from './nats-config';

/** What a service may do with a bucket of keys; `erase` includes `write`, `write` includes `read`. */
export interface KeyBucketRight {
  readonly bucket: string;
  /** `write`: makes first keys. `erase`: also destroys them, and wraps all by a new master key. */
  readonly may: 'read' | 'write' | 'erase';
}

/** A service on the bus, and what it needs there. */
export interface BusService {
  readonly name: string;
  /** The streams that it reads. */
  readonly reads: readonly string[];
  readonly keys?: KeyBucketRight;
}

/** Who sends commands over the bus and keeps nothing there: an office system, the command line. */
export const BUS_CLIENT = 'office';

/**
 * The users of the bus that are not the administrator. A service writes under its own subjects, reads the streams that it
 * needs, asks and answers; a grant to read a stream is a grant for the whole of it, so what must stay private has a
 * stream of its own. Each user has an inbox of its own, to which the others may answer.
 */
export function busUsers(services: readonly BusService[], passwordOf: (user: string) => string): NatsUser[] {
  const names = [...services.map(({ name }) => name), BUS_CLIENT];
  // NATS takes * for a wildcard only where it is a whole token, so the inboxes are named one by one.
  const inboxes = names.map((name) => `_INBOX_${name}.>`);
  const client: NatsUser = {
    user: BUS_CLIENT,
    password: passwordOf(BUS_CLIENT),
    permissions: { publish: ['cmd.>'], subscribe: [`_INBOX_${BUS_CLIENT}.>`] },
  };
  return [...services.map((service) => serviceUser(service, passwordOf(service.name), inboxes)), client];
}

function serviceUser(
  { name, reads, keys }: BusService,
  password: string,
  inboxes: readonly string[],
): NatsUser {
  const publish = [`evt.${name}.>`, 'cmd.>', 'ctl.>', ...inboxes, ...reads.flatMap(toRead)];
  if (keys) publish.push(...toUseKeys(keys));
  const subscribe = [`cmd.${name}.>`, `ctl.${name}.>`, `_INBOX_${name}.>`];
  return { user: name, password, permissions: { publish, subscribe } };
}

const toRead = (stream: string): string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.DIRECT.GET.${stream}`,
  // The client asks here for a consumer with a list of filters, and below for one with a single filter.
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.API.CONSUMER.DELETE.${stream}.*`,
  `$JS.API.CONSUMER.MSG.NEXT.${stream}.*`,
];

/** What `PersonKeys` of libs/personal-data sends, no more; its integration test runs under these rights. */
function toUseKeys({ bucket, may }: KeyBucketRight): string[] {
  const stream = `KV_${bucket}`;
  return [
    // Get, from the stream's leader.
    `$JS.API.STREAM.MSG.GET.${stream}`,
    // Watch: the consumer, its flow control and its end.
    `$JS.API.CONSUMER.CREATE.${stream}.>`,
    `$JS.API.CONSUMER.DELETE.${stream}.*`,
    `$JS.FC.${stream}.>`,
    ...(may === 'read' ? [] : [`$KV.${bucket}.*`]),
    // Overwrites a key in the file before the mark of its erasure is put; lists the keys to wrap them anew.
    ...(may === 'erase' ? [`$JS.API.STREAM.MSG.DELETE.${stream}`, `$JS.API.CONSUMER.INFO.${stream}.*`] : []),
  ];
}
