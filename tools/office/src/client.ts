import type { OfficeHome } from './home';
import { requireRun, type RunState } from './run-state';
import { openSecrets } from './secrets';
import { CliError } from './output';

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A refusal of the office, with the problem's own words. */
export class ApiRefusal extends CliError {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${request} was refused (${status} ${code}): ${detail}`);
  }
}

const TOKEN_SLACK_MS = 60_000;
/** A busy office is asked so often. */
export const ATTEMPTS = 20;

/** The body of an answer. @throws ApiRefusal for anything but success */
export function bodyOf<T>(request: string, { status, body }: ApiAnswer): T {
  if (status < 400) return body as T;
  const { code = 'unknown', detail = '' } = body as { readonly code?: string; readonly detail?: string };
  throw new ApiRefusal(request, status, code, detail);
}

/** Speaks to a running office as its administrator, through the public port. */
export class OfficeClient {
  private token: { readonly text: string; readonly until: number } | undefined;
  private signingIn: Promise<string> | undefined;

  /** @param grant what it signs in with: the administrator's secret, or a member of the staff's password */
  constructor(
    readonly baseUrl: string,
    private readonly grant: Readonly<Record<string, string>>,
  ) {}

  /** The client of the office in a home, as its administrator or with the token; says what to do where none runs. */
  static of(home: OfficeHome, token?: string): { client: OfficeClient; run: RunState } {
    const run = requireRun(home);
    const grant = { grant: 'bootstrap', secret: openSecrets(home).bootstrapSecret };
    const client = new OfficeClient(run.publicUrl, grant);
    if (token) client.token = { text: token, until: Infinity };
    return { client, run };
  }

  /** One call; throws an ApiRefusal for anything but success. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    return bodyOf<T>(`${method} ${path}`, await this.send(method, path, body, headers));
  }

  /** One call, whatever the answer; a busy office (429, 503) is asked again. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    const isText = typeof body === 'string';
    const answer = await askPatiently(`${this.baseUrl}/api/${path}`, async () => ({
      method,
      headers: {
        authorization: `Bearer ${await this.bearer()}`,
        ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    }));
    const type = answer.headers.get('content-type') ?? '';
    const isJson = /\bjson\b|\+json/.test(type) && !/ndjson/.test(type);
    return { ...answer, body: isJson && answer.body ? JSON.parse(answer.body) : answer.body };
  }

  /** A valid token; many calls at once sign in once. */
  async bearer(): Promise<string> {
    if (this.token && this.token.until > Date.now()) return this.token.text;
    this.signingIn ??= this.signIn().finally(() => (this.signingIn = undefined));
    return this.signingIn;
  }

  private async signIn(): Promise<string> {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const { status, body } = await askPatiently(`${this.baseUrl}/api/access/token`, () => ({
      ...request,
      body: JSON.stringify(this.grant),
    }));
    if (status < 200 || status > 299)
      throw new CliError(`The office did not let the command line in (${status}): ${body}`);
    const { token, expiresInSeconds } = JSON.parse(body) as { token: string; expiresInSeconds: number };
    this.token = { text: token, until: Date.now() + expiresInSeconds * 1000 - TOKEN_SLACK_MS };
    return token;
  }
}

/** Asks again, with a request made anew, as long as the office is busy and not more than so often. */
async function askPatiently(
  url: string,
  request: () => RequestInit | Promise<RequestInit>,
): Promise<ApiAnswer & { readonly body: string }> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, await request());
    const { status, headers } = response;
    const body = await response.text();
    if (!isBusy(response) || attempt === ATTEMPTS) return { status, headers, body };
    await waitAsAsked(headers);
  }
}

/** Whether the office asks to be asked again later. */
export const isBusy = ({ status }: { readonly status: number }): boolean => status === 503 || status === 429;

/** Waits as long as an answer's Retry-After says; a second where it does not. */
export function waitAsAsked(headers: Headers): Promise<void> {
  const seconds = Number(headers.get('retry-after') ?? 1);
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
