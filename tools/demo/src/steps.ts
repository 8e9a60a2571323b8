import type { OfficeHome } from '@oce/office/home';

const FILE = 'demo-acts.json';

/** The acts of a play, each with its result, so that a play that was broken off does not begin anew. */
export class Acts {
  private readonly done: Record<string, unknown>;

  constructor(private readonly home: OfficeHome) {
    this.done = home.readJson<Record<string, unknown>>(FILE) ?? {};
  }

  /** Plays an act, or returns what it came to when it was played before. */
  async play<T>(name: string, act: () => Promise<T>): Promise<T> {
    if (name in this.done) return this.done[name] as T;
    const result = await act();
    this.done[name] = result ?? null;
    this.home.writeJson(FILE, this.done);
    return result;
  }
}
