import type { NatsUser } from './nats-config';

/** Every user that is not the administrator; each has an inbox of its own, to which the others may answer. */
const USERS = [
  'access',
  'affiliation',
  'supervision',
  'procurement',
  'collection',
  'conditioning',
  'certification',
  'transport',
  'sales',
  'payments',
  'health',
  'traceability',
  'portal',
  'partners',
  'gateway',
] as const;

interface KeyRight {
  readonly bucket: string;
  /** `write`: makes first keys. `erase`: also destroys them, and wraps all by a new master key. */
  readonly may: 'read' | 'write' | 'erase';
}

/** Who may come to the keys of persons; nobody else can open a personal field. */
const KEY_RIGHTS: Readonly<Record<string, KeyRight>> = {
  affiliation: { bucket: 'PERSON_KEYS', may: 'erase' },
  access: { bucket: 'PERSON_KEYS', may: 'write' },
  payments: { bucket: 'PERSON_KEYS', may: 'read' },
  portal: { bucket: 'PERSON_KEYS', may: 'read' },
  health: { bucket: 'HEALTH_PERSON_KEYS', may: 'erase' },
};

/**
 * A service's own rights: to write under its own subjects, to read the streams it needs, to ask and to answer. A grant
 * to read a stream is a grant for the whole of it, so what must stay private has a stream of its own.
 *
 * @param streams the health service is the only one with `HEALTH` here
 */
export function serviceUser(
  context: string,
  password: string,
  streams: readonly string[] = context === 'health' ? ['OCE', 'HEALTH'] : ['OCE'],
): NatsUser {
  const keys = KEY_RIGHTS[context];
  return {
    user: context,
    password,
    permissions: {
      publish: [
        `evt.${context}.>`,
        'cmd.>',
        'ctl.>',
        // NATS takes * for a wildcard only where it is a whole token, so the inboxes are named one by one.
        ...USERS.map((user) => `_INBOX_${user}.>`),
        ...streams.flatMap(toRead),
        ...(keys ? toUseKeys(keys) : []),
      ],
      subscribe: [`cmd.${context}.>`, `ctl.${context}.>`, `_INBOX_${context}.>`],
    },
  };
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
function toUseKeys({ bucket, may }: KeyRight): string[] {
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
