import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Message {
  readonly event: string;
  readonly data: unknown;
}
interface Handlers {
  began(id: string): void;
  whole(): void;
  broke(): void;
  refused(): void;
  message(message: Message): void;
}
interface StreamModule {
  EventParser: new () => { lastId: string | undefined; take(text: string): Message[] };
  follow(
    open: (lastId: string | undefined) => Promise<Response>,
    on: Handlers,
    signal: AbortSignal,
    pause: (ms: number) => Promise<void>,
  ): Promise<void>;
}
type Words = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const folder = join(__dirname, '../public/portal');
const pageModule = <T extends object>(name: string): T => jest.requireActual<T>(join(folder, name));
const { EventParser, follow } = pageModule<StreamModule>('stream.mjs');
const { fr } = pageModule<{ fr: Words }>('words.fr.mjs');
const { ar } = pageModule<{ ar: Words }>('words.ar.mjs');
const format = pageModule<Record<string, (value: never) => string>>('format.mjs');
const html = readFileSync(join(folder, 'index.html'), 'utf8');

describe('server-sent events read by the page', () => {
  const text =
    'retry: 2000\nid: 7\n\nevent: delivery\nid: 8\ndata: {"a":"é"}\n\n: en vie\n\nevent: line\ndata: 2\n\n';

  it.each([1, 2, 7, 1000])('are the same in pieces of %i characters', (size) => {
    const parser = new EventParser();
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
    expect(pieces.flatMap((piece) => parser.take(piece))).toEqual([
      { event: 'delivery', data: { a: 'é' } },
      { event: 'line', data: 2 },
    ]);
    expect(parser.lastId).toBe('8');
  });

  it('go on behind what was seen when the connection breaks, and end with the token', async () => {
    const waited: number[] = [];
    const asked: (string | undefined)[] = [];
    const heard: string[] = [];
    const answers = [
      () => new Response('id: 7\n\nevent: line\nid: 9\ndata: 1\n\n'),
      () => Promise.reject(new TypeError('the network is away')),
      () => new Response('nothing', { status: 503 }),
      () => new Response('id: 9\n\nevent: end\ndata: {"reason":"shutdown"}\n\n'),
      () => new Response('', { status: 401 }),
    ];
    const open = (lastId: string | undefined) => {
      asked.push(lastId);
      return Promise.resolve(answers[asked.length - 1]?.() ?? Response.error());
    };
    await follow(
      open,
      {
        began: (id) => heard.push(`began ${id}`),
        whole: () => undefined,
        broke: () => heard.push('broke'),
        refused: () => heard.push('refused'),
        message: ({ event }) => heard.push(event),
      },
      new AbortController().signal,
      (ms) => Promise.resolve(void waited.push(ms)),
    );
    expect(waited).toEqual([1_000, 2_000, 4_000, 1_000]);
    expect(asked).toEqual([undefined, '9', '9', '9', '9']);
    expect(heard).toEqual([
      'began 9',
      'line',
      'broke',
      'broke',
      'broke',
      'began 9',
      'end',
      'broke',
      'refused',
    ]);
  });
});

describe('the words of the page', () => {
  const keys = (words: Words): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [key] : Object.keys(value).map((inner) => `${key}.${inner}`),
    );
  const holes = (words: Words): string[] => [...(JSON.stringify(words).match(/\{\w+\}/g) ?? [])].sort();

  it('are there in both languages, with the same places to fill', () => {
    expect(keys(ar)).toEqual(keys(fr));
    expect(holes(ar)).toEqual(holes(fr));
    expect([fr['direction'], ar['direction']]).toEqual(['ltr', 'rtl']);
  });

  it('stand in the page as in the French dictionary', () => {
    const shown = [...html.matchAll(/data-word="(\w+)"[^>]*>([^<]*)</g)];
    expect(shown.length).toBeGreaterThan(15);
    for (const [, key = '', inner = ''] of shown)
      expect([key, inner.replace(/\s+/g, ' ').trim()]).toEqual([key, fr[key]]);
  });
});

describe('the page itself', () => {
  it('has nothing inline and nothing from elsewhere: its policy would refuse it', () => {
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*src="\/)/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('gives every field a label', () => {
    const fields = [...html.matchAll(/<input\s[^>]*?\bid="([\w-]+)"/g)].map(([, id]) => id);
    expect(fields).toHaveLength(4);
    for (const id of fields) expect(html).toContain(`<label for="${id}"`);
  });

  it.each<[string, unknown, string]>([
    ['amount', 528_120, '5 281,20'],
    ['amount', -68_050, '−680,50'],
    ['amount', 0, '0,00'],
    ['kilograms', 1_467_000, '1 467 kg'],
    ['kilograms', 1_467_250, '1 467,25 kg'],
    ['percent', 600_000, '60 %'],
    ['points', '1540350000000', '1 540,35'],
    ['day', '2026-10-02', '02/10/2026'],
    ['dayOf', '2026-10-01T23:30:00Z', '02/10/2026'],
  ])('writes %s of %j as %s', (name, value, written) => {
    expect(format[name]?.(value as never).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(written);
  });
});
