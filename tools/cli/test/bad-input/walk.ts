import { request } from 'node:http';
import type { OfficeUnderTest } from '../office-under-test';

/** One request of the walk, and what must come back. */
export interface Case {
  /** `POST /api/sales/orders: lines[0].grams is a text`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses that are right; any from 400 to 499 where none is named. */
  readonly statuses?: readonly number[];
  /** The field that the refusal must name, with a rule. */
  readonly field?: string;
  /** Whether success is an answer too. */
  readonly mayPass?: boolean;
}

interface Raw {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const AT_ONCE = 12;
const SHOWN = 40;
const SILENT_MS = 60_000;

/** Sends all cases, several at once, and returns what is wrong with their answers. */
export async function walk(office: OfficeUnderTest, cases: readonly Case[]): Promise<string[]> {
  const wrong: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let one = cases[next++]; one !== undefined; one = cases[next++]) {
      const answer = await send(office.port, one);
      const fault = faultOf(one, answer);
      if (fault) wrong.push(`${one.name}: ${fault}; got ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return wrong.sort().slice(0, SHOWN);
}

/** A path goes out as it is written: no client tidies it up. */
function send(port: number, { method, path, headers, body }: Case): Promise<Raw> {
  return new Promise((resolve) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } });
    const fail = (error: Error) => resolve({ status: 0, type: '', text: error.message });
    sent.once('error', fail);
    sent.setTimeout(SILENT_MS, () => sent.destroy(new Error('no answer')));
    sent.once('response', (response) => {
      let text = '';
      const type = response.headers['content-type'] ?? '';
      const done = () => resolve({ status: response.statusCode ?? 0, type, text });
      response.setEncoding('utf8');
      response.once('error', fail);
      response.once('end', done);
      response.on('data', (part: string) => {
        text += part;
        // A stream of events has no end: its beginning is the answer.
        if (type.startsWith('text/event-stream')) {
          done();
          sent.destroy();
        }
      });
      if (type.startsWith('text/event-stream')) {
        done();
        sent.destroy();
      }
    });
    sent.end(body);
  });
}

function faultOf({ statuses, field, mayPass }: Case, { status, type, text }: Raw): string | undefined {
  if (status >= 200 && status < 300) return mayPass ? undefined : 'it was accepted';
  if (status < 400 || status > 499) return 'it is no refusal of a request';
  if (statuses && !statuses.includes(status)) return `the status should be ${statuses.join(' or ')}`;
  if (!type.startsWith('application/problem+json')) return `it is ${type}, no problem`;
  const problem = JSON.parse(text) as {
    code?: string;
    status?: number;
    errors?: { field: string; rule: string }[];
  };
  if (!problem.code || problem.status !== status) return 'the problem has no code, or another status';
  if (field === undefined) return undefined;
  // A rule for each of a list is told of the list; what is in the place of an object, by its own fields.
  const list = field.replace(/\[\d+\]$/, '');
  const named = problem.errors?.find(
    (error) => error.field === field || error.field === list || error.field.startsWith(`${field}.`),
  );
  return named?.rule ? undefined : `the refusal does not name ${field} and a rule`;
}
