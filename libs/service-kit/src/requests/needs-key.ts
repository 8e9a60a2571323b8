import { SetMetadata } from '@nestjs/common';

/** The header by which a caller names a command. */
export const KEY_HEADER = 'Idempotency-Key';
/** Where a handler says that it needs one. */
export const NEEDS_KEY_METADATA = 'oce:needs-key';

/**
 * For a command that would be done twice if it were sent twice and that names nothing of its own (another code for a lost
 * one): without an Idempotency-Key it is answered 428.
 */
export const NeedsKey = (): MethodDecorator => SetMetadata(NEEDS_KEY_METADATA, true);
