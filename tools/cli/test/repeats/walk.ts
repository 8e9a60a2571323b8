import { nameOf, type Operation } from '../bad-input/api';
import type { Answered, OfficeUnderTest } from '../office-under-test';
import {
  faultOfFirst,
  faultOfGuess,
  faultOfLines,
  faultOfMissingKey,
  faultOfRefusal,
  faultOfRepeat,
  faultOfReusedKey,
  faultOfSameAnswer,
  faultOfTraceless,
} from './answers';
import { otherBodyOf, serviceOf, type Placed, type Scene, type Scenes } from './scene';
import type { Stage } from './stage';

interface Sending {
  /** What is sent, for the fault: `A again, without a key`. */
  readonly what: string;
  readonly key?: string;
  readonly judge: (answer: Answered) => string | undefined;
  /** Whether nothing may be written for it. */
  readonly isSilent?: boolean;
}

const SHOWN = 300;

/** Sends every command as a repeat and as other content, without a key and under keys, and gathers what is wrong. */
export class Walk {
  readonly faults: string[] = [];
  /** Correlation ids under which nothing may be in the log, with the sending that each is of. */
  readonly silent = new Map<string, string>();
  /** And those under which something must be. */
  readonly telling = new Map<string, string>();
  sent = 0;
  private keys = 0;
  /** A key of each service that has named a request. */
  private readonly usedKeys = new Map<string, string>();

  constructor(
    private readonly office: OfficeUnderTest,
    private readonly stage: Stage,
  ) {}

  /** The services side by side, the commands of each one after the other. */
  async all(operations: readonly Operation[], scenes: Scenes): Promise<void> {
    const lanes = new Map<string, Operation[]>();
    for (const operation of operations)
      lanes.set(serviceOf(operation), [...(lanes.get(serviceOf(operation)) ?? []), operation]);
    const lane = async (commands: readonly Operation[]) => {
      for (const operation of commands) {
        const scene = scenes[nameOf(operation)];
        if (scene) await this.play(operation, scene);
      }
    };
    await Promise.all([...lanes.values()].map(lane));
  }

  private async play(operation: Operation, scene: Scene): Promise<void> {
    try {
      if (scene.kind === 'standstill') return;
      if (scene.kind === 'lines') return await this.lines(operation, await scene.place(this.stage));
      if (scene.kind === 'traceless') return await this.traceless(operation, await scene.place(this.stage));
      const fresh = await this.underKeys(operation, scene);
      if (scene.kind === 'key') await this.withoutKey(operation, fresh);
      else if (scene.kind === 'setting') await this.backAndForth(operation, fresh);
      else await this.twice(operation, fresh);
    } catch (error) {
      this.faults.push(`${nameOf(operation)}: its scene broke off: ${(error as Error).message}`);
    }
  }

  /** One key names one request. Returns what was placed and only ever refused, so that it is still new. */
  private async underKeys(operation: Operation, scene: Scene): Promise<Placed> {
    const placed = await scene.place(this.stage);
    const key = `key-${++this.keys}`;
    const what = (words: string) => `${words} under one Idempotency-Key`;
    const first = await this.send(operation, placed, { what: what('A'), key, judge: faultOfFirst });
    const same = (answer: Answered) => faultOfSameAnswer(first, answer);
    await this.send(operation, placed, { what: what('A again'), key, judge: same, isSilent: true });
    const reused = { key, judge: faultOfReusedKey, isSilent: true };
    const body = otherBodyOf(placed) ?? placed.alike?.[0]?.body;
    if (body) await this.send(operation, { ...placed, body }, { what: what('another body'), ...reused });
    const fresh = await scene.place(this.stage);
    await this.send(operation, fresh, { what: what('another aggregate'), ...reused });
    const used = this.usedKeys.get(serviceOf(operation));
    const elsewhere = { what: 'a key of another path', ...reused, key: used };
    if (used) await this.send(operation, fresh, elsewhere);
    else this.usedKeys.set(serviceOf(operation), key);
    return fresh;
  }

  /** Once and again; then other content under the same id, or the same step in other words. */
  private async twice(operation: Operation, placed: Placed): Promise<void> {
    await this.send(operation, placed, { what: 'A', judge: faultOfFirst });
    await this.again(operation, placed);
    const body = otherBodyOf(placed);
    if (!body) return requireOther(placed);
    const isGuess = placed.otherIsGuess === true;
    const judge = isGuess ? faultOfGuess : faultOfRefusal;
    const sending = { what: 'other content without a key', judge, isSilent: !isGuess };
    await this.send(operation, { ...placed, body }, sending);
  }

  /** A, B, A ends at A. */
  private async backAndForth(operation: Operation, placed: Placed): Promise<void> {
    const { read, follow, body } = placed;
    const other = otherBodyOf(placed);
    if (!read || !other) throw new Error('a setting needs another body and a reading');
    const set = async (what: string, value: Placed['body']) => {
      const answer = await this.send(operation, { ...placed, body: value }, { what, judge: faultOfFirst });
      const followed = await follow?.(answer.body);
      return JSON.stringify(await read(followed?.position ?? Number(answer.headers.get('OCE-Position'))));
    };
    const first = await set('A', body);
    const second = await set('B after A', other);
    const third = await set('A after B', body);
    if (second === first)
      this.faults.push(`${nameOf(operation)}: B after A should show, it still reads ${first}`);
    if (third !== first)
      this.faults.push(`${nameOf(operation)}: A, B, A should end at ${first}, it reads ${third}`);
    await this.again(operation, placed);
  }

  private async again(operation: Operation, placed: Placed): Promise<void> {
    const what = 'A again, without a key';
    await this.send(operation, placed, { what, judge: faultOfRepeat, isSilent: true });
    for (const alike of placed.alike ?? []) {
      const isOfLines = alike.contentType === 'application/x-ndjson';
      const judge = isOfLines ? (answer: Answered) => faultOfLines(answer, 'repeated') : faultOfRepeat;
      const request = { ...placed, ...alike };
      await this.send(operation, request, { what: 'A in another form', judge, isSilent: true });
    }
  }

  /** Refused without a key; each key is a command of its own. */
  private async withoutKey(operation: Operation, placed: Placed): Promise<void> {
    const judge = faultOfMissingKey;
    await this.send(operation, placed, { what: 'A without a key', judge, isSilent: true });
    for (const what of ['A under a new key', 'A under another new key'])
      await this.send(operation, placed, { what, key: `key-${++this.keys}`, judge: faultOfFirst });
  }

  private async lines(operation: Operation, placed: Placed): Promise<void> {
    const judged = (wanted: 'accepted' | 'repeated') => (answer: Answered) => faultOfLines(answer, wanted);
    await this.send(operation, placed, { what: 'the lines', judge: judged('accepted') });
    const again = { judge: judged('repeated'), isSilent: true };
    await this.send(operation, placed, { what: 'the lines again', ...again });
    for (const alike of placed.alike ?? [])
      await this.send(operation, { ...placed, ...alike }, { what: 'the lines in another form', ...again });
  }

  private async traceless(operation: Operation, placed: Placed): Promise<void> {
    for (const what of ['once', 'again'])
      await this.send(operation, placed, { what, judge: faultOfTraceless, isSilent: true });
  }

  private async send(operation: Operation, placed: Placed, sending: Sending): Promise<Answered> {
    const { what, key, judge, isSilent } = sending;
    const { path, body, contentType, token = this.office.tokens.admin } = placed;
    const name = `${nameOf(operation)}: ${what}`;
    const correlationId = `repeats-${++this.sent}`;
    if (isSilent) this.silent.set(correlationId, name);
    if (judge === faultOfFirst) this.telling.set(correlationId, name);
    const headers = {
      'x-correlation-id': correlationId,
      ...(contentType ? { 'content-type': contentType } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    };
    const answer = await this.office.ask(operation.method, path, { token, headers, body });
    const fault = judge(answer);
    if (fault) this.faults.push(`${name}: ${fault}; got ${answer.status} ${answer.text.slice(0, SHOWN)}`);
    return answer;
  }
}

/** What has one field, or none, names what it means and can say nothing else of it. */
function requireOther({ body, alike }: Placed): void {
  const saysMore = typeof body === 'object' && Object.keys(body).length > 1;
  if (saysMore && !alike) throw new Error('it has several fields: tell other content under the same id');
}
