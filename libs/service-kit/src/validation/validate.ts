import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Readable } from 'node:stream';
import { ProblemError, type FieldError, refusal } from '../problems/problem';
import { compileValidator } from './compile';
import { nestedFaults } from './nested';
import { isTooDeep, withoutNulls } from './shape';

type Compiled = (plain: unknown) => object | undefined;
const compiled = new Map<new () => object, Compiled>();

/** Checks a body against its DTO: the compiled happy path first, the real class-validator on any doubt. */
export function validateBody<T extends object>(type: new () => T, plain: unknown): T {
  let fast = compiled.get(type);
  if (fast === undefined) compiled.set(type, (fast = compileValidator(type)));
  return (fast(plain) as T | undefined) ?? validateSlowly(type, plain);
}

/** Checks query parameters, which arrive as text: @Type() converts them. */
export function validateQuery<T extends object>(type: new () => T, plain: unknown): T {
  return validateSlowly(type, plain ?? {});
}

function validateSlowly<T extends object>(type: new () => T, plain: unknown): T {
  if (plain instanceof Readable) throw refusal(415, 'json_expected', 'Send Content-Type: application/json.');
  if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) {
    throw refuse([{ field: '', rule: 'is_object', message: 'the body must be a JSON object' }]);
  }
  if (isTooDeep(plain)) {
    throw refuse([{ field: '', rule: 'too_deep', message: 'the body goes deeper than any that is taken' }]);
  }
  const given = withoutNulls(plain);
  const misshapen = nestedFaults(type, given);
  if (misshapen.length > 0) throw refuse(misshapen);
  const instance = plainToInstance(type, given, { exposeDefaultValues: true });
  const errors = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
  });
  if (errors.length > 0) throw refuse(flatten(errors));
  return instance;
}

function refuse(errors: readonly FieldError[]): ProblemError {
  const detail = errors
    .map((error) => (error.field ? `${error.field}: ${error.message}` : error.message))
    .join('; ');
  return refusal(400, 'validation', detail, { errors });
}

/** Every field by its path (`lines[0].grams`), every rule by its slug (`is_int`). */
function flatten(errors: readonly ValidationError[], path = ''): FieldError[] {
  return errors.flatMap((error) => {
    const index = /^\d+$/.test(error.property);
    const field = index ? `${path}[${error.property}]` : path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
      field,
      rule: slug(rule),
      message,
    }));
    return [...own, ...flatten(error.children ?? [], field)];
  });
}

function slug(rule: string): string {
  if (rule === 'whitelistValidation') return 'unknown_field';
  return rule.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, '');
}
