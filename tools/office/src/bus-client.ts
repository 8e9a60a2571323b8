import {
  headers as newHeaders,
  RequestError,
  TimeoutError,
  type MsgHdrs,
  type NatsConnection,
} from '@nats-io/transport-node';
import { connectToLog } from '@oce/event-store';
import { BUS_CLIENT } from '@oce/local-servers';
import { randomUUID } from 'node:crypto';
import { ATTEMPTS, bodyOf, isBusy, OfficeClient, waitAsAsked, type ApiAnswer } from './client';
import type { OfficeHome } from './home';
import { CliError } from './output';
import type { RunState } from './run-state';
import { openSecrets } from './secrets';

/** A command as it goes over the bus. */
export interface BusCommand {
  /** `cmd.<context>.<aggregate>.<verb>`, with the aggregate's id behind it where the command is on one. */
  readonly subject: string;
  readonly body?: unknown;
  readonly key?: string;
  /** A fresh one unless told. */
  readonly correlationId?: string;
  /** Sent twice it is done once although no key names it: its body does. */
  readonly isRepeatable?: boolean;
}

export interface BusOptions {
  /** Commands without an answer at one time; further ones wait their turn. */
  readonly inFlight?: number;
  readonly answerMs?: number;
}

/** Enough for full group commits, well below what an office has room for. */
const IN_FLIGHT = 512;
/** Longer than an office needs that writes to a slow disk. */
const ANSWER_MS = 15_000;

/** Sends commands to a running office over NATS, as an office system does. */
export class BusClient {
  private free: number;
  private readonly answerMs: number;
  private readonly waiting: (() => void)[] = [];

  /** @param bearer gives the token that stands with each command */
  constructor(
    private readonly connection: NatsConnection,
    private readonly bearer: () => Promise<string>,
    options: BusOptions = {},
  ) {
    this.free = options.inFlight ?? IN_FLIGHT;
    this.answerMs = options.answerMs ?? ANSWER_MS;
  }

  /** The client of the office in a home: the user for office systems, signed in over HTTP or with the token. */
  static async of(home: OfficeHome, token?: string): Promise<{ bus: BusClient; run: RunState }> {
    const { client, run } = OfficeClient.of(home, token);
    // A server that was given has its credentials in its URL.
    const user =
      run.nats.kind === 'given' ? {} : { user: BUS_CLIENT, pass: openSecrets(home).nats[BUS_CLIENT] };
    const connection = await connectToLog({ servers: run.nats.url, ...user, name: BUS_CLIENT });
    return { bus: new BusClient(connection, () => client.bearer()), run };
  }

  /** One command; throws an ApiRefusal for anything but success. */
  async call<T = unknown>(command: BusCommand): Promise<T> {
    return bodyOf<T>(command.subject, await this.send(command));
  }

  /**
   * One command, whatever the answer. A busy office (429, 503, nobody there) is asked again; after silence only a command
   * that is done once however often it is sent. @throws CliError where no answer came
   */
  async send(command: BusCommand): Promise<ApiAnswer> {
    const mayRepeat = command.isRepeatable === true || command.key !== undefined;
    const correlationId = command.correlationId ?? randomUUID();
    await this.turn();
    try {
      for (let attempt = 1; ; attempt++) {
        const isLast = attempt === ATTEMPTS;
        const answer = await this.once(command, correlationId);
        if (answer === undefined) {
          if (isLast || !mayRepeat) throw noAnswer(command, this.answerMs);
        } else {
          if (isLast || !isBusy(answer)) return answer;
          await waitAsAsked(answer.headers);
        }
      }
    } finally {
      this.endTurn();
    }
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  /** The answer to sending once; undefined where none came in time. */
  private async once(command: BusCommand, correlationId: string): Promise<ApiAnswer | undefined> {
    const { subject, body, key } = command;
    const sent = newHeaders();
    sent.set('Authorization', `Bearer ${await this.bearer()}`);
    sent.set('X-Correlation-Id', correlationId);
    if (key !== undefined) sent.set('Idempotency-Key', key);
    const text = body === undefined ? '' : JSON.stringify(body);
    try {
      const message = await this.connection.request(subject, text, { headers: sent, timeout: this.answerMs });
      const headers = headersOf(message.headers);
      const status = Number(headers.get('status') ?? 200);
      return { status, headers, body: message.data.length > 0 ? message.json() : null };
    } catch (error) {
      if (error instanceof TimeoutError) return undefined;
      if (error instanceof RequestError && error.isNoResponders()) return nobody(subject);
      throw new CliError(`The bus did not carry ${subject}: ${(error as Error).message}.`);
    }
  }

  private async turn(): Promise<void> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private endTurn(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free++;
  }
}

function headersOf(received: MsgHdrs | undefined): Headers {
  const headers = new Headers();
  for (const name of received?.keys() ?? []) headers.set(name, received?.get(name) ?? '');
  return headers;
}

/** The answer where no service takes the subject at this moment: as the gateway answers for a service that is away. */
function nobody(subject: string): ApiAnswer {
  const detail = `No service takes ${subject} at this moment. Nothing was done: send it again.`;
  return { status: 503, headers: new Headers(), body: { status: 503, code: 'unavailable', detail } };
}

function noAnswer({ subject, key, isRepeatable }: BusCommand, waitedMs: number): CliError {
  const next =
    key === undefined && isRepeatable !== true
      ? 'Look whether it was done before you send it again; with an Idempotency-Key it can be sent again at once.'
      : 'Send it again, the same: it is done once.';
  return new CliError(`No answer came to ${subject} within ${waitedMs / 1000} s. ${next}`);
}
