import { type BusService, busUsers, natsConfig } from './nats-users';

const base = { host: '127.0.0.1', port: 4222, serverName: 'oce', storeDir: '/data', users: [] };

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
  const publish = (service: Omit<BusService, 'name'>) => {
    const users = busUsers(
      [
        { name: 'yard', ...service },
        { name: 'mill', reads: [] },
      ],
      (user) => `pw-${user}`,
    );
    return users.find(({ user }) => user === 'yard')?.permissions?.publish ?? [];
  };
  const keyRights = (keys?: BusService['keys']) =>
    publish({ reads: ['LOG'], keys }).filter((subject) => /KV[._]/.test(subject));
  const reads = [
    '$JS.API.STREAM.MSG.GET.KV_KEYS',
    '$JS.API.CONSUMER.CREATE.KV_KEYS.>',
    '$JS.API.CONSUMER.DELETE.KV_KEYS.*',
    '$JS.FC.KV_KEYS.>',
  ];

  it('hold no key of a person where none are named', () => {
    expect(keyRights()).toEqual([]);
  });

  it('let it read keys, or also write, or also erase', () => {
    expect(keyRights({ bucket: 'KEYS', may: 'read' })).toEqual(reads);
    expect(keyRights({ bucket: 'KEYS', may: 'write' })).toEqual([...reads, '$KV.KEYS.*']);
    expect(keyRights({ bucket: 'KEYS', may: 'erase' })).toEqual([
      ...reads,
      '$KV.KEYS.*',
      '$JS.API.STREAM.MSG.DELETE.KV_KEYS',
      '$JS.API.CONSUMER.INFO.KV_KEYS.*',
    ]);
  });

  it('reach the streams that it names and no other', () => {
    const subjects = publish({ reads: ['LOG', 'PRIVATE'] });
    expect(subjects).toContain('$JS.API.STREAM.INFO.LOG');
    expect(subjects).toContain('$JS.API.STREAM.INFO.PRIVATE');
    expect(publish({ reads: ['LOG'] }).filter((subject) => subject.includes('PRIVATE'))).toEqual([]);
  });

  it('let it answer every user, an office system too, which sends commands and nothing else', () => {
    expect(publish({ reads: [] })).toEqual(
      expect.arrayContaining(['_INBOX_yard.>', '_INBOX_mill.>', '_INBOX_office.>']),
    );
    expect(busUsers([], () => 'pw')).toEqual([
      { user: 'office', password: 'pw', permissions: { publish: ['cmd.>'], subscribe: ['_INBOX_office.>'] } },
    ]);
  });

  it('name no inbox with a wildcard inside a token, which NATS would take literally', () => {
    for (const subject of publish({ reads: ['LOG'] }))
      for (const token of subject.split('.')) expect(token).toMatch(/^(\*|>|[^*>]+)$/);
  });
});
