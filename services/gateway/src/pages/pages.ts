import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Everything from here, nothing inline, in no frame. */
const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};
/** The documentation's viewer styles its elements inline; its scripts do not need to be. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** The headers that tell browsers what they may do with what comes from here. */
export async function secureHeaders(fastify: FastifyInstance): Promise<void> {
  await fastify.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: { maxAge: 15_552_000, includeSubDomains: false },
  });
}

/** The producers' page at `/`, the API's description for people at `/api/docs`. */
export async function servePages(fastify: FastifyInstance): Promise<void> {
  await fastify.register(fastifyStatic, {
    root: publicFolder('portal'),
    prefix: '/',
    wildcard: false,
    ...FRESH,
  });
  await fastify.register(async (docs) => {
    docs.addHook('onSend', (_request, reply, _payload, done) => {
      void reply.header('Content-Security-Policy', DOCS_POLICY);
      done();
    });
    await docs.register(fastifyStatic, {
      root: publicFolder('docs'),
      prefix: '/api/docs/',
      wildcard: false,
      decorateReply: false,
      ...FRESH,
    });
    docs.get('/api/docs', (_request, reply) => reply.redirect('/api/docs/', 308));
    await docs.register(fastifyStatic, {
      root: viewerFolder(),
      prefix: '/api/docs/viewer/',
      wildcard: true,
      decorateReply: false,
      index: false,
      allowedPath: (path) => VIEWER_FILES.has(path),
      maxAge: '1d',
    });
  });
}

/** Asked for anew each time, by its tag: a page and its parts change together. */
const FRESH = {
  cacheControl: false,
  setHeaders: (reply: FastifyReply) => void reply.header('Cache-Control', 'no-cache'),
};
const VIEWER_FILES = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png']);

/** A folder of files that are served as they are, beside the sources or beside what was built of them. */
function publicFolder(name: string): string {
  const tried = ['../..', '../../..'].map((up) => join(__dirname, up, 'public', name));
  const found = tried.find((folder) => existsSync(folder));
  if (!found) throw new Error(`the pages are not where they should be: ${tried.join(' or ')}`);
  return found;
}

/** The viewer that @nestjs/swagger brings along. */
function viewerFolder(): string {
  const swagger = createRequire(require.resolve('@nestjs/swagger'));
  return dirname(swagger.resolve('swagger-ui-dist/package.json'));
}
