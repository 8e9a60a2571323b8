/** What sort of refusal: the edge maps each kind to one HTTP status, in one place. */
export type RefusalKind = 'invalid' | 'forbidden' | 'not_found' | 'conflict';

/** A business refusal with a stable slug (`lot_already_allocated`) and a sentence that says what to do. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: RefusalKind;
  readonly slug: string;
  /** The field the rule speaks of, where there is one. */
  readonly field: string | undefined;

  constructor(kind: RefusalKind, slug: string, detail: string, field?: string) {
    // Ladders of guards make a refusal a rung, thrown or not: without a stack, which would cost more than the decision.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(detail);
    Error.stackTraceLimit = stackTraceLimit;
    this.kind = kind;
    this.slug = slug;
    this.field = field;
  }
}

type Refusal = (slug: string, detail: string, field?: string) => DomainError;
const refusal =
  (kind: RefusalKind): Refusal =>
  (slug, detail, field) =>
    new DomainError(kind, slug, detail, field);

/** The command makes no sense as given (HTTP 422). */
export const invalid = refusal('invalid');
/** The actor may not do this (HTTP 403). */
export const forbidden = refusal('forbidden');
/** What the command speaks of is not there (HTTP 404). */
export const notFound = refusal('not_found');
/** The state of the aggregate stands against it (HTTP 409). */
export const conflict = refusal('conflict');
