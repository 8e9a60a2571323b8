import { findContexts, upstreamVariable, type ContextManifest } from '@oce/contexts';
import { InvalidEnvironment } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, isURL, Matches, Max, Min } from 'class-validator';
import 'reflect-metadata';

const URL_RULE = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const LIST = /^[0-9A-Fa-f.:/]+(,[0-9A-Fa-f.:/]+)*$/;

/** The environment of the gateway, beside where each context answers. */
export class GatewayConfig {
  @IsInt() @Min(0) @Max(65535) @Type(() => Number) PORT: number = 0;
  @IsString() HOST: string = '127.0.0.1';
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_LEVEL: string = 'info';

  /** Requests a minute from one address: sign-in and what else a secret is sent to. */
  @IsInt() @Min(1) @Type(() => Number) OCE_RATE_SECRET: number = 30;
  /** Requests a minute from one address without a token. */
  @IsInt() @Min(1) @Type(() => Number) OCE_RATE_ANONYMOUS: number = 600;
  /** Requests a minute from one address with a token: a station's terminals share one address. */
  @IsInt() @Min(1) @Type(() => Number) OCE_RATE_SIGNED_IN: number = 60_000;
  /** Addresses that no limit holds for, separated by commas; nobody unless told, not even this machine. */
  @IsOptional()
  @Matches(LIST, { message: 'OCE_RATE_ALLOW takes addresses separated by commas' })
  OCE_RATE_ALLOW?: string;
  /** Proxies in front whose X-Forwarded-For is believed, as addresses or networks separated by commas. */
  @IsOptional()
  @Matches(LIST, { message: 'OCE_TRUST_PROXY takes addresses or networks separated by commas' })
  OCE_TRUST_PROXY?: string;
}

/** Where each context of this office answers, by its name. */
export const UPSTREAMS = Symbol('oce:upstreams');
export type Upstreams = ReadonlyMap<string, string>;

/** Where a path goes that is open to all: `/01` to `/traceability/digital-link/01`. */
export interface PublicPath {
  readonly context: string;
  readonly upstream: string;
  readonly path: string;
}

/** What is behind the gateway. */
export interface Behind {
  readonly upstreams: Upstreams;
  /** Paths that are open to all beside the API: where each goes, by what it begins with. */
  readonly publicPaths: ReadonlyMap<string, PublicPath>;
  /** Paths to which secrets are sent: `/api/access/token`. */
  readonly secretPaths: ReadonlySet<string>;
}

/**
 * What is behind the gateway: the contexts of this checkout that the environment names an address for. One without an
 * address is not a part of this office: 404.
 *
 * @throws InvalidEnvironment for an address that is none
 */
export function behind(
  env: NodeJS.ProcessEnv,
  contexts: readonly Pick<ContextManifest, 'name' | 'secretPaths' | 'publicPaths'>[] = findContexts(),
): Behind {
  const named = contexts.flatMap(({ name, secretPaths = [], publicPaths = {} }) => {
    const url = env[upstreamVariable(name)];
    return url ? [{ name, url: url.replace(/\/+$/, ''), secretPaths, publicPaths }] : [];
  });
  const wrong = named.filter(({ url }) => !isURL(url, URL_RULE)).map(({ name }) => upstreamVariable(name));
  if (wrong.length > 0) throw new InvalidEnvironment(`not an address of http or https: ${wrong.join(', ')}`);
  return {
    upstreams: new Map(named.map(({ name, url }) => [name, url])),
    publicPaths: new Map(
      named.flatMap(({ name: context, url: upstream, publicPaths }) =>
        Object.entries(publicPaths).map(([path, below]): [string, PublicPath] => [
          path,
          { context, upstream, path: `/${context}/${below}` },
        ]),
      ),
    ),
    secretPaths: new Set(
      named.flatMap(({ name, secretPaths }) => secretPaths.map((path) => `/api/${name}/${path}`)),
    ),
  };
}
