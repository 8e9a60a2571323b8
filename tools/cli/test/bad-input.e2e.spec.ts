import { checkoutRoot } from '@oce/contexts';
import { randomUUID } from 'node:crypto';
import { describedBy, nameOf, pathOf, sampleOf, type Api, type Operation } from './bad-input/api';
import { badBodies } from './bad-input/bodies';
import { walk, type Case } from './bad-input/walk';
import { OfficeUnderTest, PATIENCE_MS, servicesOf, START_MS } from './office-under-test';
import { openSmallOffice, PERSONS } from './small-office';

const KEY = 'Idempotency-Key';
const JSON_TYPE = { 'content-type': 'application/json' };
/** Over every limit of a body. */
const TWO_MEGABYTES = 2 * 1024 * 1024;
const HOSTILE_IDS = [
  '%2E%2E',
  '%2E%2E%2F%2E%2E',
  'a%20b',
  '%3E',
  '*',
  '%2A',
  'a.b',
  'evt.%3E',
  '%00',
  '%FF',
  '%E2%98%83',
  '%F0%9F%9A%9C',
  '%24where',
  '%7B%22%24gt%22%3A1%7D',
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(129),
  'x'.repeat(5_000),
  '%27%3B--',
  '%3Cscript%3E',
  'null',
  'undefined',
  '-',
  '0',
];

describe('every operation of the API, badly used', () => {
  let office: OfficeUnderTest;
  let api: Api;
  const counted: string[] = [];
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const asAdmin = () => bearer(office.tokens.admin);
  /** A good body of an operation, as it is sent. */
  const goodBody = ({ body, contentType }: Operation): Pick<Case, 'body' | 'headers'> => {
    if (!body || !contentType) return {};
    const isJson = contentType === 'application/json';
    return {
      body: isJson ? JSON.stringify(sampleOf(body, api)) : 'x',
      headers: { 'content-type': contentType },
    };
  };
  const needsKey = ({ parameters }: Operation) =>
    parameters.some(({ name, required }) => name === KEY && required);
  const caseOf = (operation: Operation, what: string, more: Partial<Case>): Case => ({
    name: `${nameOf(operation)}: ${what}`,
    method: operation.method,
    path: pathOf(operation),
    ...more,
    headers: { ...(needsKey(operation) ? { [KEY]: randomUUID() } : {}), ...more.headers },
  });
  const allAre = async (kind: string, cases: readonly Case[]) => {
    counted.push(`${cases.length} ${kind}`);
    expect(cases.length).toBeGreaterThan(0);
    expect(await walk(office, cases)).toEqual([]);
  };
  const operationsWith = (test: (operation: Operation) => boolean) => api.operations.filter(test);

  beforeAll(async () => {
    office = await OfficeUnderTest.start({ flags: ['--one-process'] });
    await openSmallOffice(office);
    api = await describedBy(office);
  }, START_MS);
  afterAll(async () => {
    process.stdout.write(`bad input: ${counted.join(', ')}\n`);
    await office?.stop();
  }, START_MS);

  it(
    'is described whole: every service, every path parameter, every reference',
    () => {
      const services = new Set(api.operations.map(({ path }) => path.split('/')[2]));
      const expected = servicesOf(checkoutRoot()).filter((name) => name !== 'gateway');
      expect([...services].sort()).toEqual(expected.sort());
      for (const operation of api.operations) {
        const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const described = operation.parameters.filter((one) => one.in === 'path').map(({ name }) => name);
        expect({ at: nameOf(operation), described }).toEqual({ at: nameOf(operation), described: named });
      }
      const references = JSON.stringify([api.schemas, api.operations]).matchAll(/schemas\/([\w.]+)"/g);
      for (const [, name = ''] of references) expect(api.schemas).toHaveProperty([name]);
    },
    PATIENCE_MS,
  );

  it(
    'lets nobody in without a token, with a false one, or with one that has expired',
    async () => {
      const expired = await office.tokens.sign('staff:late', 'collection:read', {}, '-1m');
      const [head, payload] = office.tokens.admin.split('.');
      const forged = `${head}.${payload}.${'A'.repeat(86)}`;
      const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
      const headers: [string, Record<string, string>][] = [
        ['no token', {}],
        ['garbage', bearer('garbage')],
        ['no scheme', { authorization: office.tokens.admin }],
        ['basic', { authorization: 'Basic YWRtaW46YWRtaW4=' }],
        ['expired', bearer(expired)],
        ['forged', bearer(forged)],
        ['unsigned', bearer(unsigned)],
      ];
      const cases = operationsWith(({ scopes }) => scopes.length > 0).flatMap((operation) =>
        headers.map(([what, more]) => {
          const good = goodBody(operation);
          return caseOf(operation, what, { ...good, headers: { ...good.headers, ...more }, statuses: [401] });
        }),
      );
      await allAre('callers without a good token', cases);
    },
    START_MS,
  );

  it(
    'lets nobody do what the token does not say: no scope, another scope, a producer at the desk of clerks',
    async () => {
      const none = await office.tokens.sign('staff:new', '');
      const other = await office.tokens.sign('staff:other', 'partner:self');
      const { producerCode = '' } = PERSONS[0] ?? {};
      const producer = await office.tokens.sign(`producer:${producerCode}`, 'portal:self', { producerCode });
      const cases = operationsWith(({ scopes }) => scopes.length > 0).flatMap((operation) => {
        const good = goodBody(operation);
        const as = (what: string, token: string): Case =>
          caseOf(operation, what, {
            ...good,
            headers: { ...good.headers, ...bearer(token) },
            statuses: [403],
          });
        const isForProducers = operation.scopes.includes('portal:self');
        return [
          as('without a scope', none),
          as('with another scope', other),
          ...(isForProducers ? [] : [as('as a producer', producer)]),
        ];
      });
      await allAre('callers without the scope', cases);
    },
    START_MS,
  );

  it(
    'names the field and the rule of every fault in a body',
    async () => {
      const cases = operationsWith(({ contentType }) => contentType === 'application/json').flatMap(
        (operation) =>
          badBodies(operation.body ?? {}, api).map(({ fault, body, field, isOptional, mayPass }) =>
            caseOf(operation, fault, {
              headers: { ...JSON_TYPE, ...asAdmin(), ...ownTokenOf(operation) },
              body: JSON.stringify(body),
              mayPass,
              ...(isOptional ? {} : { statuses: [400], field }),
            }),
          ),
      );
      const silent = operationsWith(
        ({ body, parameters }) => !body && parameters.some(({ name }) => name === KEY),
      );
      expect(silent.length).toBeGreaterThan(0);
      for (const operation of silent)
        cases.push(
          caseOf(operation, 'takes no fields', {
            headers: { ...JSON_TYPE, ...asAdmin() },
            body: '{"surprise":1}',
            statuses: [400],
            field: 'surprise',
          }),
        );
      await allAre('bodies with one fault', cases);
    },
    START_MS,
  );

  it(
    'asks for a key where only a key can tell a repeat, and says so of each such operation',
    async () => {
      const cases = operationsWith(needsKey).map((operation) => {
        const good = goodBody(operation);
        return {
          ...caseOf(operation, 'without a key', { ...good, statuses: [428], field: KEY }),
          headers: { ...good.headers, ...asAdmin() },
        };
      });
      await allAre('commands without their key', cases);
    },
    START_MS,
  );

  it(
    'takes no body that is none: nothing, no object, no JSON, too much, or of another kind',
    async () => {
      const poisoned = '{"__proto__":{"admin":true}}';
      const bottomless = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
      const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
      const bodies: [string, string | undefined, Record<string, string>, number[]][] = [
        ['no body', undefined, {}, [400]],
        ['an empty body', '', JSON_TYPE, [400]],
        ['null', 'null', JSON_TYPE, [400]],
        ['a list', '[]', JSON_TYPE, [400]],
        ['a text', '"x"', JSON_TYPE, [400]],
        ['a number', '12', JSON_TYPE, [400]],
        ['half of JSON', '{"a":', JSON_TYPE, [400]],
        ['a poisoned prototype', poisoned, JSON_TYPE, [400]],
        ['a deep body', nested, JSON_TYPE, [400]],
        ['a bottomless field', bottomless, JSON_TYPE, [400]],
        ['two megabytes', `{"a":"${'x'.repeat(TWO_MEGABYTES)}"}`, JSON_TYPE, [413]],
        ['plain text', '{}', { 'content-type': 'text/plain' }, [415]],
        ['a form', 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }, [415]],
        ['no kind that is one', '{}', { 'content-type': 'nonsense' }, [415]],
        ['lines', '{}\n{}\n', { 'content-type': 'application/x-ndjson' }, [415]],
        ['a table', 'a;b\n1;2\n', { 'content-type': 'text/csv' }, [415]],
        ['a document', '<a/>', { 'content-type': 'application/xml' }, [400, 415]],
      ];
      const cases = operationsWith(({ contentType }) => contentType === 'application/json').flatMap(
        (operation) =>
          bodies.map(([what, body, headers, statuses]) =>
            caseOf(operation, what, {
              body,
              statuses,
              headers: { ...headers, ...asAdmin(), ...ownTokenOf(operation) },
            }),
          ),
      );
      await allAre('bodies that are none', cases);
    },
    START_MS,
  );

  it(
    'takes no documents and lines that are none',
    async () => {
      const bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>';
      const file = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document>&x;</Document>';
      const bodies = ['', 'x', '{', '[]', 'null', '{"a":1}', '\u0000\u0001', 'a;b\n1;2\n', '<a', bomb, file];
      const streams = operationsWith(
        ({ contentType }) => !!contentType && contentType !== 'application/json',
      );
      const cases = streams.flatMap((operation) => [
        ...bodies.map((body) =>
          caseOf(operation, JSON.stringify(body), {
            body,
            headers: { 'content-type': operation.contentType ?? '', ...asAdmin() },
            // A stream is answered line by line: each line says its own refusal.
            mayPass: operation.contentType !== 'application/xml',
          }),
        ),
        ...['text/plain', 'application/json', 'image/png'].map((type) =>
          caseOf(operation, `as ${type}`, {
            body: '{}',
            headers: { 'content-type': type, ...asAdmin() },
          }),
        ),
      ]);
      await allAre('documents and lines', cases);
    },
    START_MS,
  );

  it(
    'does nothing for an id that can be none',
    async () => {
      const cases = operationsWith(({ path }) => path.includes('{')).flatMap((operation) => {
        const good = goodBody(operation);
        return HOSTILE_IDS.map((id) =>
          caseOf(operation, `id ${id.slice(0, 30)}`, {
            ...good,
            path: pathOf(operation, id),
            headers: { ...good.headers, ...asAdmin(), ...ownTokenOf(operation) },
            // A well-formed id that nobody has yet may be one that a command makes.
            mayPass: /^[\w-]{1,128}$/.test(id),
          }),
        );
      });
      await allAre('hostile ids', cases);
    },
    START_MS,
  );

  it(
    'names the query parameter or the header at fault',
    async () => {
      const cases = api.operations.flatMap((operation) =>
        operation.parameters.flatMap((parameter) => {
          const { name } = parameter;
          const headers = { ...asAdmin(), ...ownTokenOf(operation) };
          const good = goodBody(operation);
          if (parameter.in === 'header')
            return badHeaders(name).map((value) =>
              caseOf(operation, `${name} ${value.slice(0, 20)}`, {
                ...good,
                headers: { ...good.headers, ...headers, [name]: value },
                statuses: [400],
                field: name,
              }),
            );
          if (parameter.in !== 'query') return [];
          const path = pathOf(operation);
          const ask = (what: string, query: string, field: string): Case =>
            caseOf(operation, what, { path: `${path}?${query}`, headers, statuses: [400], field });
          return [
            ...badQueries(name, parameter.schema.type === 'integer').map((query) =>
              ask(query.slice(0, 60), query, name),
            ),
            ask('an unknown parameter', 'surprise=1', 'surprise'),
            ask('an operator', `${name}[$gt]=1`, `${name}[$gt]`),
          ];
        }),
      );
      await allAre('query parameters and headers', cases);
    },
    START_MS,
  );

  it(
    'answers what is not there with a problem',
    async () => {
      const paths = [
        '/api',
        '/api/',
        '/api/nothing',
        '/api/sales/nothing',
        '/api/sales/../../etc/passwd',
        '//',
        '/%',
      ];
      const cases = ['GET', 'POST', 'DELETE', 'PATCH'].flatMap((method) =>
        paths.map((path): Case => ({ name: `${method} ${path}`, method, path, headers: asAdmin() })),
      );
      await allAre('paths that lead nowhere', cases);
    },
    START_MS,
  );

  /** What is for producers alone is asked as one. */
  let producerToken = '';
  beforeAll(async () => {
    const { producerCode = '' } = PERSONS[0] ?? {};
    producerToken = await office.tokens.sign(`producer:${producerCode}`, 'portal:self', { producerCode });
  });
  function ownTokenOf({ scopes }: Operation): Record<string, string> {
    return scopes.includes('portal:self') ? bearer(producerToken) : {};
  }
});

const badHeaders = (name: string): string[] =>
  name === KEY ? ['x'.repeat(201), 'with space'] : ['abc', '-1', '1.5', '9'.repeat(40)];

const badQueries = (name: string, isNumber: boolean): string[] => [
  ...(isNumber
    ? ['abc', '1.5', '-1', '0', '', '1e9', '9'.repeat(30), 'NaN', 'Infinity']
    : ['a.b%20c', '%3E', '%24gt', '%00', 'x'.repeat(3_000), '%F0%9F%9A%9C']
  ).map((value) => `${name}=${value}`),
  `${name}=1&${name}=2`,
];
