import { SetMetadata } from '@nestjs/common';

/** Where handlers keep what they take and answer, for the description; Nest's own decorators would load all of its OpenAPI. */
export const TAKES_METADATA = 'oce:takes';
export const ANSWERS_METADATA = 'oce:answers';

/** A body that is no JSON, as the API's description tells it. */
export interface TakenBody {
  readonly description: string;
  readonly types: readonly string[];
}

/** The handler takes a body of one of these media types. */
export const Takes = (description: string, ...types: readonly string[]): MethodDecorator =>
  SetMetadata(TAKES_METADATA, { description, types } satisfies TakenBody);

/** The handler answers in one of these media types. */
export const Answers = (...types: readonly string[]): MethodDecorator => SetMetadata(ANSWERS_METADATA, types);
