import type { OfficeUnderTest } from '../office-under-test';
import { eventually } from '@oce/testing';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** One operation of the API as it describes itself. */
export interface Operation {
  readonly method: string;
  /** `/api/collection/deliveries/{id}/grade`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The scopes of which a token needs one; none for what is open to all. */
  readonly scopes: readonly string[];
  /** The content type of its body, where it takes one. */
  readonly contentType: string | undefined;
  readonly body: Schema | undefined;
}

export interface Api {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly { readonly bearer: readonly string[] }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** The joined description of all services, once none of them is missing in it. */
export async function describedBy(office: OfficeUnderTest): Promise<Api> {
  const { body } = await eventually(
    async () => {
      const answer = await office.ask('GET', '/api/openapi.json');
      if (answer.body['x-missing-services']) throw new Error(`missing: ${answer.body['x-missing-services']}`);
      return answer;
    },
    { timeoutMs: 120_000, everyMs: 1_000 },
  );
  const operations = Object.entries(body.paths as Record<string, Record<string, Described>>).flatMap(
    ([path, item]) =>
      Object.entries(item).map(([method, described]): Operation => {
        const [content] = Object.entries(described.requestBody?.content ?? {});
        return {
          method: method.toUpperCase(),
          path,
          parameters: described.parameters ?? [],
          scopes: (described.security ?? []).flatMap(({ bearer }) => bearer),
          contentType: content?.[0],
          body: content?.[1].schema,
        };
      }),
  );
  return { operations, schemas: body.components.schemas };
}

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

/** The path with ids that are well formed and known to nobody. */
export const pathOf = ({ path }: Operation, id = 'NOBODY-1'): string => path.replaceAll(/\{\w+\}/g, id);

const FREE_TEXT = 'Texte libre';
const CANDIDATES = [
  'A-1',
  '2026-10-01',
  '2026-10-01T08:00:00Z',
  '48271936',
  '061100000000000017',
  '011519000001205000534921',
  'ab'.repeat(32),
  'MA',
  'MSCU1234566',
  '2026-10',
  'MAD',
  '12.5',
  'a-kind',
  FREE_TEXT,
  'x'.repeat(15),
];

/** Resolves a reference. */
export const resolved = (schema: Schema, { schemas }: Api): Schema =>
  schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});

/** A value that a schema takes; with the optional fields too where that is asked for. */
export function sampleOf(of: Schema, api: Api, whole = false): unknown {
  const schema = resolved(of, api);
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const names = whole ? Object.keys(schema.properties) : (schema.required ?? []);
    return Object.fromEntries(
      names.map((name) => [name, sampleOf(schema.properties?.[name] ?? {}, api, whole)]),
    );
  }
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 1 }, () => sampleOf(schema.items ?? {}, api, whole));
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  return textOf(schema);
}

function textOf({ pattern, minLength = 0, maxLength = 1_000 }: Schema): string {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  const found = pattern
    ? CANDIDATES.find((text) => new RegExp(pattern, 'u').test(text) && fits(text))
    : fits(FREE_TEXT)
      ? FREE_TEXT
      : 'x'.repeat(minLength);
  if (found === undefined) throw new Error(`no sample for ${pattern}: add one to the candidates`);
  return found;
}
