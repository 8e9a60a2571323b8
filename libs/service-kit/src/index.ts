export * from './config';
export * from './bootstrap';
export * from './problems/problem';
export * from './problems/map-error';
export { ProblemFilter } from './problems/problem.filter';
export * from './validation/validate';
export { compileValidator } from './validation/compile';
export * from './validation/rules';
export * from './validation/second-person.dto';
export * from './auth/token';
export * from './auth/auth.guard';
export * from './requests/command-call';
export { positionIn, type LogPosition } from './requests/log-position';
export * from './requests/command.decorator';
export { NeedsKey } from './requests/needs-key';
export {
  idempotencyKeyAggregate,
  idempotencyKeyEvents,
  type IdempotencyKeyUsed,
} from './requests/idempotency-keys';
export * from './requests/call';
export * from './requests/lines';
export * from './providers/tokens';
export * from './providers/declare';
export { AtOnce } from './providers/at-once';
export * from './providers/fields';
export * from './providers/waiting';
export * from './providers/view';
export * from './providers/reads-of';
export * from './providers/registry';
export { LogStreams } from './providers/log-streams';
export * from './providers/oce.module';
export { PinoLogger } from './log/pino-logger';
export * from './providers/person-keys';
export { Answers, Takes } from './openapi/media';
export { answerFrameworkError, NO_SCHEMAS } from './http/adapter';
export { stopWhenAsked } from './stop-when-asked';
