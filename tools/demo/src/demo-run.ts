import type { readSeason } from '@oce/season-generator';
import type { OfficeHome } from '@oce/office/home';
import { OfficeClient, type ApiAnswer } from '@oce/office/client';
import { Progress } from '@oce/office/output';

export type Season = Awaited<ReturnType<typeof readSeason>>;

/** What every step of the demonstration needs. */
export interface DemoRun {
  readonly home: OfficeHome;
  readonly season: Season;
  readonly folder: string;
  /** The administrator. */
  readonly client: OfficeClient;
  /** The second person, who approves. */
  readonly approver: OfficeClient;
}

/** Requests of one step on their way at once. */
const IN_FLIGHT = 32;

/** Sends one request an item, several at once, with a progress line; returns the answers in the order of the items. */
export function forEach<T>(
  label: string,
  items: readonly T[],
  send: (item: T) => Promise<ApiAnswer>,
): Promise<ApiAnswer[]> {
  return forEachInTurn(label, items, (_item, at) => String(at), send);
}

/**
 * `forEach` where some items must not overtake each other: those of one queue go one after the other, in the order of the
 * items. Deductions fall on the line that is posted first, so what touches one account has one queue.
 */
export async function forEachInTurn<T>(
  label: string,
  items: readonly T[],
  queueOf: (item: T, at: number) => string,
  send: (item: T) => Promise<ApiAnswer>,
): Promise<ApiAnswer[]> {
  const progress = new Progress(label);
  const answers: ApiAnswer[] = new Array(items.length);
  const queues = queued(items, queueOf).values();
  let done = 0;
  const worker = async () => {
    // Workers share the iterator: each takes the next queue that nobody has.
    for (const queue of queues)
      for (const at of queue) {
        answers[at] = await send(items[at] as T);
        progress.tick(++done, items.length);
      }
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, items.length) }, worker));
  const refused = answers.filter((answer) => answer.status >= 400).length;
  progress.done(refused > 0 ? `${items.length - refused} done, ${refused} refused` : `${items.length} done`);
  return answers;
}

/** The highest position among answers: what later reads must have come to. */
export function positionOf(answers: readonly ApiAnswer[]): number {
  return Math.max(0, ...answers.map((answer) => Number(answer.headers.get('oce-position') ?? 0)));
}

/** Which items are in which queue, by their places. */
function queued<T>(items: readonly T[], queueOf: (item: T, at: number) => string): Map<string, number[]> {
  const queues = new Map<string, number[]>();
  for (const [at, item] of items.entries()) {
    const name = queueOf(item, at);
    const queue = queues.get(name);
    if (queue) queue.push(at);
    else queues.set(name, [at]);
  }
  return queues;
}

/** Fails where anything was refused: for steps in which nothing may be. */
export function requireAccepted(step: string, answers: readonly ApiAnswer[]): ApiAnswer[] {
  const refused = answers.find((answer) => answer.status >= 400);
  if (refused) throw new Error(`${step}: ${refused.status} ${JSON.stringify(refused.body)}`);
  return [...answers];
}

/** `forEach` for a step in which nothing may be refused; `step` names it in the error. */
export async function accepted<T>(
  label: string,
  items: readonly T[],
  send: (item: T) => Promise<ApiAnswer>,
  step = label,
): Promise<ApiAnswer[]> {
  return requireAccepted(step, await forEach(label, items, send));
}

/** Posts a body to a path an item, none of which may be refused. */
export function postAll<T>(
  client: OfficeClient,
  label: string,
  items: readonly T[],
  request: (item: T) => readonly [path: string, body: unknown],
  step = label,
): Promise<ApiAnswer[]> {
  return accepted(label, items, (item) => client.send('POST', ...request(item)), step);
}

/** `postAll` with queues: those of one queue go one after the other, in the order of the items. */
export async function postInTurn<T>(
  client: OfficeClient,
  label: string,
  items: readonly T[],
  queueOf: (item: T) => string,
  request: (item: T) => readonly [path: string, body: unknown],
): Promise<ApiAnswer[]> {
  const send = (item: T) => client.send('POST', ...request(item));
  return requireAccepted(label, await forEachInTurn(label, items, queueOf, send));
}

/** Reads all pages of a list. */
export async function allPages<T>(client: OfficeClient, path: string): Promise<T[]> {
  const items: T[] = [];
  let after = '';
  do {
    const separator = path.includes('?') ? '&' : '?';
    const page = await client.call<{ items: T[]; next: string | null }>(
      'GET',
      `${path}${separator}limit=200${after ? `&after=${encodeURIComponent(after)}` : ''}`,
    );
    items.push(...page.items);
    after = page.next ?? '';
  } while (after);
  return items;
}

const WAIT_MS = 120_000;

/** Asks until something is so; the office works on by itself meanwhile. */
export async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new Error(
        `${what} did not come about within ${WAIT_MS / 1000} s; see ./oce logs and ./oce status`,
      );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until projections and policies of services have dealt with everything in the log. */
export async function untilQuiet(client: OfficeClient, services: readonly string[]): Promise<void> {
  for (const service of services) {
    let calm = 0;
    await until(`${service} catching up`, async () => {
      const answer = await client.send('GET', `${service}/health/ready`);
      const body = answer.body as {
        projections?: { pending: number }[];
        policies?: { pending: number }[];
      };
      const pending = [...(body.projections ?? []), ...(body.policies ?? [])].some((one) => one.pending > 0);
      calm = pending ? 0 : calm + 1;
      return calm >= 3 ? true : undefined;
    });
  }
}
