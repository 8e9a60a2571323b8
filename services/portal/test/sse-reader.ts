import { eventually } from '@oce/testing';

export interface Told {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: Record<string, unknown>;
}

/** A page of a test: reads a stream of server-sent events until it is closed. */
export class SsePage {
  readonly told: Told[] = [];
  lastId: string | undefined;
  ended = false;
  private text = '';
  private readonly aborting = new AbortController();

  private constructor(readonly response: Response) {}

  static async open(url: string, token: string, lastEventId?: string): Promise<SsePage> {
    const aborting = new AbortController();
    const headers = {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    };
    const page = new SsePage(await fetch(url, { headers, signal: aborting.signal }));
    page.aborting.signal.addEventListener('abort', () => aborting.abort());
    void page.read().catch(() => undefined);
    await eventually(() => {
      if (page.lastId === undefined) throw new Error('the stream has not begun');
    });
    return page;
  }

  close(): void {
    this.aborting.abort();
  }

  /** What was told under a name, once there are so many. */
  heard(event: string, atLeast = 1): Promise<Told[]> {
    return eventually(() => {
      const found = this.told.filter((one) => one.event === event);
      if (found.length < atLeast) throw new Error(`${found.length} of ${atLeast} ${event} heard`);
      return found;
    });
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) {
      this.text += decoder.decode(chunk, { stream: true });
      const blocks = this.text.split('\n\n');
      this.text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
    this.ended = true;
  }

  private take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w+: /, '')]),
    );
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    const event = fields.get('event') ?? 'message';
    if (data !== undefined) this.told.push({ event, id: fields.get('id'), data: JSON.parse(data) });
  }
}
