import { SetMetadata } from '@nestjs/common';

/** The header by which a caller names a command. */
export const KEY_HEADER = 'Idempotency-Key';
/** Where a handler says that it needs one. */
export const NEEDS_KEY_METADATA = 'oce:needs-key';

/** For a command that names nothing of its own, so that sent twice it is done twice: 428 without an Idempotency-Key. */
export const NeedsKey = (): MethodDecorator => SetMetadata(NEEDS_KEY_METADATA, true);
