import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { nestedOf } from '../validation/nested';

export type Schema = Readonly<Record<string, unknown>>;
type Dto = new () => object;

const options = {
  refPointerPrefix: '#/components/schemas/',
  classTransformerMetadataStorage: defaultMetadataStorage as never,
  additionalConverters: {
    // A format is a remark: a date matches both, so that oneOf would refuse it.
    isIso8601: {
      type: 'string',
      anyOf: [{ format: 'date' }, { format: 'date-time' }],
    },
    // The bounds of an integer do not make it a number.
    min: ({ constraints }: { constraints: unknown[] }) => ({ minimum: constraints[0] }),
    max: ({ constraints }: { constraints: unknown[] }) => ({ maximum: constraints[0] }),
  } as never,
};

/** The schema of one DTO, out of class-validator's own rules. */
export function schemaOf(dto: Dto): Schema {
  return { ...targetConstructorToSchema(dto, options), additionalProperties: false } as Schema;
}

/** The schemas of DTOs and of what is nested in them, by name. */
export function schemasOf(dtos: Iterable<Dto>): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  const left = [...dtos];
  for (let dto = left.pop(); dto !== undefined; dto = left.pop()) {
    if (dto.name in schemas) continue;
    schemas[dto.name] = schemaOf(dto);
    left.push(...nestedOf(dto).map(({ type }) => type));
  }
  return schemas;
}
