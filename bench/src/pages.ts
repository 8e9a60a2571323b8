/** Open pages of the portal, and when each delivery was told on one. */
export class Pages {
  private readonly aborting = new AbortController();
  private readonly times = new Map<string, number>();
  private readonly waiting = new Map<string, (at: number) => void>();

  /** Opens a stream of server-sent events; resolves when it has begun. */
  async open(url: string, token: string): Promise<void> {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(url, { headers, signal: this.aborting.signal });
    if (response.status !== 200) throw new Error(`the page was answered with ${response.status}`);
    void this.read(response).catch(() => undefined);
  }

  /** The moment at which a delivery was told. */
  heard(deliveryId: string): Promise<number> {
    const known = this.times.get(deliveryId);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((resolve) => this.waiting.set(deliveryId, resolve));
  }

  close(): void {
    this.aborting.abort();
  }

  private async read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      const at = performance.now();
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block, at);
    }
  }

  private take(block: string, at: number): void {
    const id = /"deliveryId":"([^"]+)"/.exec(block)?.[1];
    if (id === undefined) return;
    this.times.set(id, at);
    this.waiting.get(id)?.(at);
    this.waiting.delete(id);
  }
}
