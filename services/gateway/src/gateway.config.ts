import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

/** The contexts that the gateway may stand before. */
export const CONTEXTS = ['access', 'affiliation', 'collection', 'sales', 'payments', 'portal'] as const;
export type ContextName = (typeof CONTEXTS)[number];

const URL_RULE = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };
const LIST = /^[0-9A-Fa-f.:/]+(,[0-9A-Fa-f.:/]+)*$/;

/** The environment of the gateway. A context without an upstream is not a part of this office: 404. */
export class GatewayConfig {
  @IsInt() @Min(0) @Max(65535) @Type(() => Number) PORT: number = 0;
  @IsString() HOST: string = '127.0.0.1';
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'silent']) LOG_LEVEL: string = 'info';

  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_ACCESS?: string;
  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_AFFILIATION?: string;
  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_COLLECTION?: string;
  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_SALES?: string;
  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_PAYMENTS?: string;
  @IsOptional() @IsUrl(URL_RULE) OCE_UPSTREAM_PORTAL?: string;

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

/** Where each context of this office answers. */
export function upstreamsOf(config: GatewayConfig): ReadonlyMap<ContextName, string> {
  return new Map(
    CONTEXTS.flatMap((context) => {
      const url = config[`OCE_UPSTREAM_${context.toUpperCase() as Uppercase<ContextName>}`];
      return url ? [[context, url.replace(/\/+$/, '')] as const] : [];
    }),
  );
}
export const UPSTREAMS = Symbol('oce:upstreams');
export type Upstreams = ReadonlyMap<ContextName, string>;
