import { applyDecorators, HttpCode, Patch, Post, Put, SetMetadata } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Scopes } from '../auth/auth.guard';
import { NeedsKey } from './needs-key';

export interface CommandRoute {
  /** The path below the controller's. */
  readonly path?: string;
  readonly method?: 'post' | 'put' | 'patch';
  /** The NATS subject that takes the same command: `cmd.collection.delivery.weigh-in`; with `:id` in the path, `….<id>`. */
  readonly subject: string;
  readonly scopes: readonly string[];
  /** 201 unless told. */
  readonly status?: number;
  /** As `@NeedsKey()`: sent twice without an Idempotency-Key it would be done twice. */
  readonly needsKey?: boolean;
}

/** Where the subject of a handler's command is remembered, for the description of the API. */
export const SUBJECT_METADATA = 'oce:subject';

const METHODS = { post: Post, put: Put, patch: Patch } as const;

/** One handler for a command, over HTTP and over NATS request/reply. */
export function CommandHandler(route: CommandRoute): MethodDecorator {
  const isOnOne = route.path?.includes(':id') === true;
  return applyDecorators(
    METHODS[route.method ?? 'post'](route.path ?? ''),
    MessagePattern(isOnOne ? `${route.subject}.*` : route.subject),
    SetMetadata(SUBJECT_METADATA, isOnOne ? `${route.subject}.{id}` : route.subject),
    Scopes(...route.scopes),
    HttpCode(route.status ?? 201),
    ...(route.needsKey ? [NeedsKey()] : []),
  );
}
