import { Injectable, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { refusal } from '../problems/problem';
import { callOf, type Call } from '../requests/call';
import { IdempotencyKeys } from '../requests/idempotency-keys';
import { TokenVerifier } from './token';

/** Where a handler's scopes are remembered. */
export const SCOPES_METADATA = 'oce:scopes';

/** A handler's scopes: the caller needs one of them. Without this decorator a handler is closed to all. */
export const Scopes = (...scopes: readonly string[]) => SetMetadata(SCOPES_METADATA, scopes);
/** Open to callers without a token. */
export const Public = () => SetMetadata(SCOPES_METADATA, ['*']);

/** Lets in who has a valid token with one of the handler's scopes; remembers the identity for the handler. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
    private readonly keys: IdempotencyKeys,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const scopes = this.reflector.getAllAndOverride<readonly string[] | undefined>(SCOPES_METADATA, [
      context.getHandler(),
      context.getClass(),
    ]);
    const call = callOf(context);
    call.keys = this.keys;
    return scopes?.[0] === '*' || this.check(call, scopes ?? []);
  }

  private async check(call: Call, scopes: readonly string[]): Promise<boolean> {
    const identity = await this.verifier.verifyHeader(call.header('authorization'));
    if (!scopes.some((scope) => identity.scopes.has(scope))) {
      const detail = `This needs one of the scopes ${scopes.join(', ') || '(none is given to anybody)'}.`;
      throw refusal(403, 'scope_missing', detail);
    }
    call.identity = identity;
    return true;
  }
}
