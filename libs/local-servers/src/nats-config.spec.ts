import { natsConfig } from './nats-config';
import { serviceUser } from './nats-users';

const base = { host: '127.0.0.1', port: 4222, serverName: 'oce', storeDir: '/data', users: [] };
const publish = (context: string) => serviceUser(context, 'pw').permissions?.publish ?? [];

describe('the configuration of a server', () => {
  it('syncs every write, listens where it was told and asks for no user where there is none', () => {
    expect(natsConfig(base)).toBe(
      [
        'server_name: "oce"',
        'listen: "127.0.0.1:4222"',
        'max_payload: 1MB',
        'jetstream {',
        '  store_dir: "/data"',
        '  sync_interval: always',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('gives every user their own rights, and the administrator all', () => {
    const users = [
      { user: 'admin', password: 'a"b' },
      {
        user: 'sales',
        password: 'pw',
        permissions: { publish: ['evt.sales.>'], subscribe: ['_INBOX_sales.>'] },
      },
    ];
    const text = natsConfig({ ...base, users });
    expect(text).toContain('{ user: "admin", password: "a\\"b" }');
    expect(text).toContain(
      '{ user: "sales", password: "pw", permissions: ' +
        '{ publish: { allow: ["evt.sales.>"] }, subscribe: { allow: ["_INBOX_sales.>"] } } }',
    );
  });
});

describe('the rights of a service', () => {
  const keyRights = (context: string) => publish(context).filter((subject) => /KV[._]/.test(subject));
  const reads = [
    '$JS.API.STREAM.MSG.GET.KV_PERSON_KEYS',
    '$JS.API.CONSUMER.CREATE.KV_PERSON_KEYS.>',
    '$JS.API.CONSUMER.DELETE.KV_PERSON_KEYS.*',
    '$JS.FC.KV_PERSON_KEYS.>',
  ];

  it.each(['sales', 'collection', 'supervision', 'gateway', 'partners', 'traceability'])(
    'leave %s without any key of a person',
    (context) => {
      expect(keyRights(context)).toEqual([]);
    },
  );

  it('let payments and portal read keys, access also write, affiliation also erase', () => {
    expect(keyRights('payments')).toEqual(reads);
    expect(keyRights('portal')).toEqual(reads);
    expect(keyRights('access')).toEqual([...reads, '$KV.PERSON_KEYS.*']);
    expect(keyRights('affiliation')).toEqual([
      ...reads,
      '$KV.PERSON_KEYS.*',
      '$JS.API.STREAM.MSG.DELETE.KV_PERSON_KEYS',
      '$JS.API.CONSUMER.INFO.KV_PERSON_KEYS.*',
    ]);
  });

  it('give health a bucket and a stream of its own, and nobody else', () => {
    expect(keyRights('health').every((subject) => subject.includes('HEALTH_PERSON_KEYS'))).toBe(true);
    expect(publish('health')).toContain('$JS.API.STREAM.INFO.HEALTH');
    for (const context of ['payments', 'affiliation', 'access', 'portal'])
      expect(publish(context).filter((subject) => /health/i.test(subject))).toEqual(['_INBOX_health.>']);
  });

  it('name no inbox with a wildcard inside a token, which NATS would take literally', () => {
    for (const subject of publish('sales'))
      for (const token of subject.split('.')) expect(token).toMatch(/^(\*|>|[^*>]+)$/);
  });
});
