import { resolved, sampleOf, type Api, type Schema } from './api';

/** A body with one fault, and what the refusal must name. */
export interface BadBody {
  readonly fault: string;
  readonly body: unknown;
  /** JSON path of the field at fault. */
  readonly field: string;
  /** An optional field may be looked at only when others say so; then any refusal will do. */
  readonly isOptional: boolean;
  /** To say null of an optional field is to say nothing. */
  readonly mayPass: boolean;
}

type Path = readonly (string | number)[];

const LONG = 'x'.repeat(10_000);
const deep = (depth: number): unknown => {
  let value: unknown = 'bottom';
  for (let at = 0; at < depth; at++) value = { a: value };
  return value;
};
const DEEP = deep(30);

/** Every body that differs from a good one in a single fault. */
export function badBodies(schema: Schema, api: Api): BadBody[] {
  const root = resolved(schema, api);
  return faultsOf(root, api, { root, path: [], isOptional: false });
}

interface Place {
  readonly root: Schema;
  readonly path: Path;
  readonly isOptional: boolean;
}

function faultsOf(of: Schema, api: Api, place: Place): BadBody[] {
  const schema = resolved(of, api);
  const faults: BadBody[] = [];
  const add = (fault: string, value: unknown, path: Path = place.path) =>
    faults.push({
      fault: `${fieldOf(path)} ${fault}`,
      body: withValue(place.root, api, path, value),
      field: fieldOf(path),
      isOptional: place.isOptional,
      mayPass: place.isOptional && value === null,
    });
  if (place.path.length > 0) for (const [fault, value] of wrongValues(schema, api)) add(fault, value);
  if (schema.properties) {
    add('is unknown', 'surprise', [...place.path, 'surprise']);
    for (const [name, property] of Object.entries(schema.properties)) {
      const isRequired = schema.required?.includes(name) ?? false;
      if (isRequired) add('is missing', undefined, [...place.path, name]);
      const isOptional = place.isOptional || !isRequired;
      faults.push(...faultsOf(property, api, { ...place, path: [...place.path, name], isOptional }));
    }
  }
  if (schema.items) faults.push(...faultsOf(schema.items, api, { ...place, path: [...place.path, 0] }));
  return faults;
}

/** Values that a field does not take, by what is wrong with them. */
function wrongValues(schema: Schema, api: Api): [string, unknown][] {
  const wrong: [string, unknown][] = [
    ['is null', null],
    ['is deeply nested', DEEP],
    ['is true', true],
  ];
  const isNumber = schema.type === 'integer' || schema.type === 'number';
  const isList = schema.type === 'array';
  if (!isNumber) wrong.push(['is a number', 12.5]);
  if (!isList) wrong.push(['is a list', [[]]]);
  if (!schema.properties) wrong.push(['is an object', { $gt: '' }]);
  if (isNumber || isList || schema.properties) wrong.push(['is a text', '12'], ['is an empty text', '']);
  if (isNumber) wrong.push(...wrongNumbers(schema));
  if (isList) wrong.push(...wrongLists(schema, api));
  if (schema.type === 'string') wrong.push(...wrongTexts(schema));
  return wrong;
}

function wrongNumbers({ type, minimum, maximum }: Schema): [string, unknown][] {
  const wrong: [string, unknown][] = [['is huge', 1e300]];
  if (type === 'integer') wrong.push(['is a fraction', 1.5]);
  if (minimum !== undefined) wrong.push(['is too small', minimum - 1], ['is hugely negative', -1e300]);
  if (maximum !== undefined) wrong.push(['is too large', maximum + 1]);
  return wrong;
}

function wrongLists(
  { items = {}, minItems = 0, maxItems, uniqueItems }: Schema,
  api: Api,
): [string, unknown][] {
  const one = sampleOf(items, api);
  const wrong: [string, unknown][] = [['is an object', { 0: one, length: 1 }]];
  if (minItems > 0) wrong.push(['is empty', []]);
  if (maxItems !== undefined) wrong.push(['is too long', Array.from({ length: maxItems + 1 }, () => one)]);
  if (uniqueItems) wrong.push(['says one twice', [one, one]]);
  return wrong;
}

function wrongTexts({ pattern, minLength = 0, maxLength, enum: values }: Schema): [string, unknown][] {
  const wrong: [string, unknown][] = [];
  if (pattern || maxLength !== undefined || values) wrong.push(['is too long', LONG]);
  if (pattern || minLength > 0 || values) wrong.push(['is empty', '']);
  if (pattern || values)
    for (const text of ['a.b', '>', '*', '../..', 'a\u0000b', '\ud83d\ude9c', "' or 1=1 --", '${7*7}'])
      if (!pattern || !new RegExp(pattern, 'u').test(text)) wrong.push([`is ${JSON.stringify(text)}`, text]);
  return wrong;
}

/** `lines[0].grams`, as refusals name it. */
function fieldOf(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  );
}

/** A good body but for one value; undefined takes the field away. */
function withValue(root: Schema, api: Api, path: Path, value: unknown): unknown {
  const body = sampleOf(root, api);
  let at = body as Record<string | number, unknown>;
  let schema = resolved(root, api);
  for (const part of path.slice(0, -1)) {
    schema = resolved((typeof part === 'number' ? schema.items : schema.properties?.[part]) ?? {}, api);
    // An optional part is put in so that there is something to be wrong in.
    at[part] ??= sampleOf(schema, api);
    at = at[part] as typeof at;
  }
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return body;
}
