import { plainLiterals } from './plain-literals.mjs';

/** Rules of pure code: no clock, no randomness, no framework, no driver, no file, no network. */

const askFor = 'Domain code is pure: take it as an argument, in the command or in its meta.';

const io = ['fs', 'net', 'http', 'https', 'http2', 'tls', 'dgram', 'dns', 'child_process', 'worker_threads'];
const ambient = ['timers', 'process', 'os', 'perf_hooks', 'readline', 'stream'];
const modules = [...io, ...ambient].flatMap((name) => [name, `node:${name}`, `${name}/*`, `node:${name}/*`]);
const drawn = ['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues', 'webcrypto', 'generateKeySync'];

const property = (object, name) => ({ object, property: name, message: askFor });

export const pureRules = {
  'no-restricted-imports': [
    'error',
    {
      paths: ['crypto', 'node:crypto'].map((name) => ({ name, importNames: drawn, message: askFor })),
      patterns: [
        {
          group: ['@nestjs/*', 'mongodb', '@nats-io/*', 'fastify', 'pino', 'undici'],
          message: 'Domain code knows no framework and no driver.',
        },
        {
          group: ['@oce/service-kit', '@oce/service-kit/*', '@oce/local-servers', '@oce/testing'],
          message: 'Domain code knows nothing of how it is served.',
        },
        { group: modules, message: 'Domain code reads nothing and calls nobody.' },
      ],
    },
  ],
  'no-restricted-syntax': [
    'error',
    ...plainLiterals,
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: askFor },
    { selector: "CallExpression[callee.name='Date']", message: askFor },
  ],
  'no-restricted-properties': [
    'error',
    property('Date', 'now'),
    property('Math', 'random'),
    property('globalThis', 'crypto'),
    property('globalThis', 'performance'),
    property('globalThis', 'setTimeout'),
  ],
  'no-restricted-globals': [
    'error',
    ...['performance', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'process', 'crypto'].map(
      (name) => ({
        name,
        message: askFor,
      }),
    ),
  ],
};
