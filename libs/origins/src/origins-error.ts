/** What these functions refuse; stable names, fit to be answered to a caller. */
export type OriginsSlug = 'not_grams' | 'not_enough' | 'without_origins';

/** Thrown by every function of this library; `slug` says which rule was broken. */
export class OriginsError extends Error {
  override readonly name = 'OriginsError';

  constructor(
    readonly slug: OriginsSlug,
    message: string,
  ) {
    super(message);
  }
}
