import type { OfficeHome } from './home';
import { readRun, type RunState } from './run-state';
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
const ATTEMPTS = 20;

/** Speaks to a running office as its administrator, through the public port. */
export class OfficeClient {
  private token: { readonly text: string; readonly until: number } | undefined;
  private signingIn: Promise<string> | undefined;

  /** @param grant what it signs in with: the administrator's secret, or a member of the staff's password */
  constructor(
    readonly baseUrl: string,
    private readonly grant: Readonly<Record<string, string>>,
  ) {}

  /** The client of the office that runs in a home; says what to do where none runs. */
  static of(home: OfficeHome): { client: OfficeClient; run: RunState } {
    const run = readRun(home);
    if (!run) throw new CliError('No office is running here. Start it: ./oce up --detach');
    return {
      client: new OfficeClient(run.publicUrl, {
        grant: 'bootstrap',
        secret: openSecrets(home).bootstrapSecret,
      }),
      run,
    };
  }

  /** One call; throws an ApiRefusal for anything but success. */
  async call<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const answer = await this.send(method, path, body, headers);
    if (answer.status < 400) return answer.body as T;
    const problem = answer.body as { code?: string; detail?: string };
    throw new ApiRefusal(`${method} ${path}`, answer.status, problem.code ?? 'unknown', problem.detail ?? '');
  }

  /** One call, whatever the answer; a busy office (429, 503) is asked again. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ApiAnswer> {
    for (let attempt = 1; ; attempt++) {
      const isText = typeof body === 'string';
      const response = await fetch(`${this.baseUrl}/api/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await this.bearer()}`,
          ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      if (isBusy(response) && attempt < ATTEMPTS) {
        await waitAsAsked(response);
        continue;
      }
      const isJson =
        /\bjson\b|\+json/.test(response.headers.get('content-type') ?? '') &&
        !/ndjson/.test(response.headers.get('content-type') ?? '');
      return {
        status: response.status,
        headers: response.headers,
        body: isJson && text ? JSON.parse(text) : text,
      };
    }
  }

  /** A valid token; many calls at once sign in once. */
  async bearer(): Promise<string> {
    if (this.token && this.token.until > Date.now()) return this.token.text;
    this.signingIn ??= this.signIn().finally(() => (this.signingIn = undefined));
    return this.signingIn;
  }

  private async signIn(): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(`${this.baseUrl}/api/access/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(this.grant),
      });
      if (isBusy(response) && attempt < ATTEMPTS) await waitAsAsked(response);
      else if (response.ok) {
        const { token, expiresInSeconds } = (await response.json()) as {
          token: string;
          expiresInSeconds: number;
        };
        this.token = { text: token, until: Date.now() + expiresInSeconds * 1000 - TOKEN_SLACK_MS };
        return token;
      } else {
        const words = `The office did not let the command line in (${response.status}): ${await response.text()}`;
        throw new CliError(words);
      }
    }
  }
}

const isBusy = (response: Response): boolean => response.status === 503 || response.status === 429;

function waitAsAsked(response: Response): Promise<void> {
  const seconds = Number(response.headers.get('retry-after') ?? 1);
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
