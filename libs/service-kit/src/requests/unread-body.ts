import type { ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { refusal } from '../problems/problem';

const known = new WeakMap<object, boolean>();

/** A command without fields takes no field: its sender must hear that nobody reads it. @throws ProblemError 400 */
export function refuseUnreadBody(context: ExecutionContext, body: unknown): void {
  if (body === undefined || body === null || typeof body !== 'object' || readsBody(context)) return;
  const fields = Object.keys(body);
  if (fields.length === 0) return;
  const errors = fields.map((field) => ({
    field,
    rule: 'unknown_field',
    message: `property ${field} should not exist`,
  }));
  const detail = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  throw refusal(400, 'validation', detail, { errors });
}

function readsBody(context: ExecutionContext): boolean {
  const handler = context.getHandler();
  let reads = known.get(handler);
  if (reads === undefined) {
    const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {}) as object;
    reads = Object.keys(args).some((key) => Number(key.split(':')[0]) === RouteParamtypes.BODY);
    known.set(handler, reads);
  }
  return reads;
}
