import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import type { FieldError } from '../problems/problem';

type Dto = new () => object;
interface Rule {
  readonly type: string;
  readonly propertyName: string;
}
interface Rules {
  getTargetValidationMetadatas(target: Dto, schema: string, always: boolean, strict: boolean): Rule[];
}
interface Nested {
  readonly name: string;
  readonly type: Dto;
  readonly isList: boolean;
  readonly mayBeMissing: boolean;
}

const known = new Map<Dto, readonly Nested[]>();

/** The faults that class-validator lets pass in nested objects, by path: a missing one, a list in its place. */
export function nestedFaults(type: Dto, plain: object, path = ''): FieldError[] {
  return nestedOf(type).flatMap(({ name, type: nested, isList, mayBeMissing }) => {
    const value = (plain as Record<string, unknown>)[name];
    const field = path ? `${path}.${name}` : name;
    if (value === undefined || value === null) return mayBeMissing ? [] : [missing(field, isList)];
    if (!isList) return faultsOf(nested, value, field);
    if (!Array.isArray(value)) return [missing(field, isList)];
    return value.flatMap((one: unknown, at) => faultsOf(nested, one, `${field}[${at}]`));
  });
}

function faultsOf(type: Dto, value: unknown, field: string): FieldError[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? nestedFaults(type, value, field) : [missing(field, false)];
}

const missing = (field: string, isList: boolean): FieldError =>
  isList
    ? { field, rule: 'is_array', message: `${field} must be a list` }
    : { field, rule: 'is_object', message: `${field} must be an object` };

/** What is nested in a DTO by class-validator's own rules, a property each. */
export function nestedOf(type: Dto): readonly Nested[] {
  let found = known.get(type);
  if (found === undefined) known.set(type, (found = readNested(type)));
  return found;
}

function readNested(type: Dto): Nested[] {
  const storage = getMetadataStorage() as unknown as Rules;
  const rules = storage.getTargetValidationMetadatas(type, '', false, false);
  const conditional = new Set(
    rules.filter((rule) => rule.type === 'conditionalValidation').map((rule) => rule.propertyName),
  );
  return rules
    .filter((rule) => rule.type === 'nestedValidation')
    .map(({ propertyName: name }) => {
      const declared = Reflect.getMetadata('design:type', type.prototype as object, name) as Dto;
      const nested = defaultMetadataStorage.findTypeMetadata(type, name)?.typeFunction() ?? declared;
      const isList = (declared as unknown) === Array;
      return { name, type: nested, isList, mayBeMissing: conditional.has(name) };
    });
}
