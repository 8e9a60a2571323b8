import { applyDecorators, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Scopes } from '../auth/auth.guard';
import { NeedsKey } from './needs-key';

export interface CommandRoute {
  /** The path below the controller's. */
  readonly path?: string;
  readonly method?: 'post' | 'put' | 'patch';
  /** The NATS subject that takes the same command: `cmd.collection.delivery.weigh-in`; with `:id` in the path, `….<id>`. */
  readonly subject: string;
  /** The caller needs one of these. */
  readonly scopes: readonly string[];
  /** 201 unless told. */
  readonly status?: number;
  /** As `@NeedsKey()`: sent twice without an Idempotency-Key it would be done twice. */
  readonly needsKey?: boolean;
}

const METHODS = { post: Post, put: Put, patch: Patch } as const;

/** One handler for a command, over HTTP and over NATS request/reply. */
export function CommandHandler(route: CommandRoute): MethodDecorator {
  return applyDecorators(
    METHODS[route.method ?? 'post'](route.path ?? ''),
    MessagePattern(route.path?.includes(':id') ? `${route.subject}.*` : route.subject),
    Scopes(...route.scopes),
    HttpCode(route.status ?? 201),
    ...(route.needsKey ? [NeedsKey()] : []),
  );
}
