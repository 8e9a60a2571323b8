import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validateBody, validateQuery } from './validate';

const PRIMITIVES = new Set<unknown>([String, Number, Boolean, Array, Object]);

/** The global pipe: every DTO is checked, whatever way it came. */
@Injectable()
export class DtoValidationPipe implements PipeTransform {
  transform(value: unknown, { metatype, type, data }: ArgumentMetadata): unknown {
    if (metatype === undefined || PRIMITIVES.has(metatype)) return value;
    const dto = metatype as new () => object;
    if (type === 'query' || (type === 'param' && data === undefined)) return validateQuery(dto, value);
    if (type === 'body') return validateBody(dto, value);
    return value;
  }
}
