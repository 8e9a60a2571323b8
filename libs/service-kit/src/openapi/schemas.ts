import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { getMetadataStorage } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';

export type Schema = Readonly<Record<string, unknown>>;
type Dto = new () => object;

const PREFIX = '#/components/schemas/';
const NESTED = 'nestedValidation';

interface Rule {
  readonly type: string;
  readonly propertyName: string;
}
interface Rules {
  getTargetValidationMetadatas(target: Dto, schema: string, always: boolean, strict: boolean): Rule[];
}

const options = {
  refPointerPrefix: PREFIX,
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
    left.push(...nestedIn(dto));
  }
  return schemas;
}

function nestedIn(dto: Dto): Dto[] {
  const rules = (getMetadataStorage() as unknown as Rules).getTargetValidationMetadatas(dto, '', true, false);
  return rules
    .filter((rule) => rule.type === NESTED)
    .map(({ propertyName }) => {
      const declared = defaultMetadataStorage.findTypeMetadata(dto, propertyName);
      return declared
        ? declared.typeFunction()
        : Reflect.getMetadata('design:type', dto.prototype, propertyName);
    });
}
