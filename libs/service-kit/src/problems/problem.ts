/** One field at fault: a JSON path, the rule's slug and a sentence. */
export interface FieldError {
  readonly field: string;
  readonly rule: string;
  readonly message: string;
}

/** Problem details of RFC 9457, with what OCE adds. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The slug of the refusal, stable for programs. */
  readonly code: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Refused as things stand',
  413: 'Too large',
  414: 'Address too long',
  415: 'Unsupported media type',
  422: 'Refused',
  428: 'A key is needed',
  429: 'Too many requests',
  500: 'An error of ours',
  502: 'Broke off',
  503: 'Not available now',
  504: 'Not there yet',
};

/** Makes a problem; its type is a path under the gateway that explains the code. */
export function problem(status: number, code: string, detail: string, extra: Partial<Problem> = {}): Problem {
  return { type: `/problems/${code}`, title: TITLES[status] ?? 'Error', status, detail, code, ...extra };
}

/** Thrown at the edge where the request itself is at fault. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** A problem to be thrown. */
export const refusal = (...of: Parameters<typeof problem>): ProblemError => new ProblemError(problem(...of));

/** The refusal of one field, a header too. */
export const fieldRefusal = (
  status: number,
  code: string,
  { field, rule, message }: FieldError,
): ProblemError => refusal(status, code, message, { errors: [{ field, rule, message }] });
