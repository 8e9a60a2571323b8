import { compareValues } from '../bson/compare';
import { add } from '../bson/arithmetic';
import { type Doc, isDoc, isNumeric, showValue, typeName, type Value } from '../bson/values';
import { badValue, failedToParse, MongoError, notImplemented, typeMismatch } from '../errors';
import { isArrayIndex, type Path, splitPath } from '../paths';
import { addToSet, type Change, pull, push } from './array-operators';
import { getPath, setPath, unsetPath } from './set-path';

interface Step {
  readonly path: Path;
  readonly name: string;
  readonly operator: string;
  readonly change: Change;
}

export type UpdateOperators = readonly Step[];

function increment(argument: Value, path: string): Change {
  if (!isNumeric(argument)) {
    throw typeMismatch(`Cannot increment with non-numeric argument: {${path}: ${showValue(argument)}}`);
  }
  return (current, doc) => {
    if (current === undefined) return argument;
    if (!isNumeric(current)) {
      throw typeMismatch(
        `Cannot apply $inc to a value of non-numeric type. {_id: ${showValue(doc.get('_id'))}} has the field '${splitPath(path).at(-1)}' of non-numeric type ${typeName(current)}`,
      );
    }
    const sum = add(current, argument);
    if (sum === undefined) {
      throw badValue(
        `Failed to apply $inc operations to current value (${showValue(current)}) for document {_id: ${showValue(doc.get('_id'))}}`,
      );
    }
    return sum;
  };
}

const extreme =
  (sign: 1 | -1) =>
  (argument: Value): Change =>
  (current) =>
    current === undefined || compareValues(argument, current) * sign > 0 ? argument : undefined;

const OPERATORS: Readonly<Record<string, (argument: Value, path: string) => Change>> = {
  $set: (argument) => () => argument,
  $setOnInsert: (argument) => () => argument,
  $unset: () => () => undefined,
  $inc: increment,
  $min: extreme(-1),
  $max: extreme(1),
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
};

function refuseBadPath(path: Path, name: string): void {
  for (const part of path) {
    if (part === '') {
      throw new MongoError(
        56,
        `The update path '${name}' contains an empty field name, which is not allowed.`,
      );
    }
    if (part === '$' || part.startsWith('$[')) throw notImplemented(`a positional update ('${name}')`);
    if (part.startsWith('$')) {
      throw new MongoError(
        52,
        `The dollar ($) prefixed field '${part}' in '${name}' is not valid for storage.`,
      );
    }
  }
}

function compareParts(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const [x, y] = [a[i] as string, b[i] as string];
    if (x === y) continue;
    const bothIndexes = isArrayIndex(x) && isArrayIndex(y);
    return bothIndexes ? Number(x) - Number(y) : x < y ? -1 : 1;
  }
  return a.length - b.length;
}

function refuseConflicts(steps: readonly Step[]): void {
  const paths = new Set<string>();
  for (const { name } of steps) {
    if (paths.has(name)) throw conflict(name, name);
    paths.add(name);
  }
  for (const { name, path } of steps) {
    for (let i = 1; i < path.length; i += 1) {
      const parent = path.slice(0, i).join('.');
      if (paths.has(parent)) throw conflict(name, parent);
    }
  }
}

const conflict = (path: string, at: string): MongoError =>
  new MongoError(40, `Updating the path '${path}' would create a conflict at '${at}'`);

/**
 * Parses an update by operators. Errors: 9 for an operator this server does not know, 40 for paths in each other's
 * way, 14 and 2 for wrong arguments.
 */
export function parseUpdateOperators(update: Doc): UpdateOperators {
  const steps: Step[] = [];
  for (const [operator, fields] of update) {
    const make = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
    if (!make) {
      throw failedToParse(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isDoc(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${operator}: ${showValue(fields)}}`,
      );
    }
    for (const [name, argument] of fields) {
      const path = splitPath(name);
      refuseBadPath(path, name);
      steps.push({ path, name, operator, change: make(argument, name) });
    }
  }
  refuseConflicts(steps);
  // MongoDB applies them in the order of the paths, which decides the order of new fields.
  return steps.sort((a, b) => compareParts(a.path, b.path));
}

/** Applies the operators to a document in place. `$setOnInsert` counts only for a document about to be inserted. */
export function applyOperators(steps: UpdateOperators, doc: Doc, { isInsert }: { isInsert: boolean }): void {
  for (const { path, operator, change } of steps) {
    if (operator === '$setOnInsert' && !isInsert) continue;
    if (operator === '$unset') {
      unsetPath(doc, path);
      continue;
    }
    const value = change(getPath(doc, path), doc);
    if (value !== undefined) setPath(doc, path, value);
  }
}
