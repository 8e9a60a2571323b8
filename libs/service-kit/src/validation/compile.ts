import { getMetadataStorage } from 'class-validator';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';

type Plain = Readonly<Record<string, unknown>>;
interface Check {
  validate(value: unknown, args: object): boolean;
  readonly args: object;
}
interface Property {
  readonly name: string;
  readonly conditions: readonly ((object: object, value: unknown) => boolean)[];
  readonly checks: readonly Check[];
}
/** The parts of class-validator's metadata that are read here. */
interface Metadata {
  readonly type: string;
  readonly propertyName: string;
  readonly constraints: unknown[];
  readonly constraintCls: new () => object;
  readonly each?: boolean;
  readonly groups?: readonly string[];
  readonly validateIf?: unknown;
}
interface Storage {
  getTargetValidationMetadatas(target: object, schema: string, always: boolean, strict: boolean): Metadata[];
  getTargetValidatorConstraints(target: object): { instance: Check }[];
}

const TO_CLASS = 0;
const KNOWN = new Set(['conditionalValidation', 'customValidation', 'whitelistValidation']);

/**
 * Compiles the happy path of a flat DTO out of class-validator's metadata, which it would look up again at each call (2
 * to 4 times the cost): an instance where everything holds; undefined on any doubt, for class-validator to find the words.
 */
export function compileValidator<T extends object>(type: new () => T): (plain: unknown) => T | undefined {
  const properties = propertiesOf(type);
  if (properties === undefined) return () => undefined;
  const names = new Set(properties.map((property) => property.name));
  return (plain) => {
    if (plain === null || typeof plain !== 'object' || Array.isArray(plain)) return undefined;
    for (const name in plain) if (!names.has(name)) return undefined;
    const made = new type() as Record<string, unknown>;
    for (const { name } of properties) {
      const value = (plain as Plain)[name];
      // To say null is to say nothing.
      if (value !== undefined && value !== null) made[name] = value;
    }
    // Conditions look at the whole object with its defaults, so it is judged when it is whole.
    for (const property of properties) if (!holds(property, made)) return undefined;
    return made as T;
  };
}

function holds({ name, conditions, checks }: Property, made: Plain): boolean {
  const value = made[name];
  for (const condition of conditions) if (!condition(made, value)) return true;
  for (const check of checks) if (check.validate(value, check.args) !== true) return false;
  return true;
}

/** Undefined where the class uses what only the real class-validator can do: nesting, arrays, groups, conversions. */
function propertiesOf(type: new () => object): Property[] | undefined {
  const storage = getMetadataStorage() as unknown as Storage;
  const all = storage.getTargetValidationMetadatas(type, '', false, false);
  if (all.length === 0 || isTransformed(type, all)) return undefined;
  if (all.some((one) => !KNOWN.has(one.type) || one.each || one.groups?.length || one.validateIf))
    return undefined;
  const byName = new Map<string, Metadata[]>();
  for (const one of all) byName.set(one.propertyName, [...(byName.get(one.propertyName) ?? []), one]);
  return [...byName].map(([name, metadata]) => ({
    name,
    conditions: metadata
      .filter((one) => one.type === 'conditionalValidation')
      .map((one) => one.constraints[0] as Property['conditions'][number]),
    checks: metadata
      .filter((one) => one.type === 'customValidation')
      .flatMap((one) =>
        storage.getTargetValidatorConstraints(one.constraintCls).map(({ instance }) => ({
          validate: instance.validate.bind(instance) as Check['validate'],
          args: {
            targetName: type.name,
            property: name,
            constraints: one.constraints,
            object: {},
            value: undefined,
          },
        })),
      ),
  }));
}

/** Whether class-transformer would make another object of it than a copy. */
function isTransformed(type: new () => object, all: readonly Metadata[]): boolean {
  const known = defaultMetadataStorage;
  if (known.getStrategy(type) !== 'none') return true;
  if (known.getExposedProperties(type, TO_CLASS).length > 0) return true;
  if (known.getExcludedProperties(type, TO_CLASS).length > 0) return true;
  return all.some(
    ({ propertyName }) =>
      known.findTypeMetadata(type, propertyName) !== undefined ||
      known.findTransformMetadatas(type, propertyName, TO_CLASS).length > 0,
  );
}
