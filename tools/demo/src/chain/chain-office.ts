import type { ApiAnswer } from '@oce/office/client';
import { requireAccepted, until, type DemoRun } from '../demo-run';

type Body = Readonly<Record<string, unknown>>;

/** What a refusal says while news of another service is still on its way. */
const NEWS = ['lot_not_released', 'order_not_confirmed', 'unit_not_packed'];

/** A refusal that the story is about: its slug and its words. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
}

/** Posts the steps of the chain: each carries ids of its own, so that it may be sent again. */
export class ChainOffice {
  constructor(readonly run: DemoRun) {}

  /** A command that must be accepted. */
  async post(path: string, body: object = {}, key?: string): Promise<Body> {
    return accepted(path, await this.send(path, body, key));
  }

  /** A command on what another service may not have told yet: sent until it is known there. */
  async postSoon(path: string, body: object = {}): Promise<Body> {
    const answer = await until(path, async () => {
      const one = await this.send(path, body);
      return one.status === 404 || (one.status === 409 && NEWS.includes(refusalOf(one).code))
        ? undefined
        : one;
    });
    return accepted(path, answer);
  }

  /** A command that must be refused, for the reason told. @throws Error where it is not */
  async refused(code: string, path: string, body: object): Promise<Refusal> {
    const answer = await this.send(path, body);
    const refusal = refusalOf(answer);
    if (answer.status < 400 || refusal.code !== code)
      throw new Error(`${path} was to be refused for ${code}: ${answer.status} ${refusal.code}`);
    return { code: refusal.code, detail: refusal.detail };
  }

  get<T>(path: string): Promise<T> {
    return this.run.client.call<T>('GET', path);
  }

  /** Asks for a reading until it shows something. */
  getSoon<T, Shown>(path: string, look: (body: T) => Shown | undefined | null): Promise<Shown> {
    return until(path, async () => {
      const answer = await this.run.client.send('GET', path);
      return answer.status === 200 ? (look(answer.body as T) ?? undefined) : undefined;
    });
  }

  private send(path: string, body: object, key?: string): Promise<ApiAnswer> {
    return this.run.client.send('POST', path, body, key === undefined ? {} : { 'idempotency-key': key });
  }
}

const accepted = (path: string, answer: ApiAnswer): Body => {
  requireAccepted(path, [answer]);
  return answer.body as Body;
};

const refusalOf = ({ body }: ApiAnswer): Refusal => {
  const { code = '', detail = '' } = (body ?? {}) as Partial<Refusal>;
  return { code, detail };
};
