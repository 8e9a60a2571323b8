import type { OfficeHome } from '@oce/office/home';

const FILE = 'demo-steps.json';

/** The steps of a demonstration, each with its result, so that one that was broken off does not begin anew. */
export class Steps {
  private readonly done: Record<string, unknown>;

  constructor(private readonly home: OfficeHome) {
    this.done = home.readJson<Record<string, unknown>>(FILE) ?? {};
  }

  /** Takes a step, or returns what it came to when it was taken before. */
  async take<T>(name: string, step: () => Promise<T>): Promise<T> {
    if (name in this.done) return this.done[name] as T;
    const result = await step();
    this.done[name] = result ?? null;
    this.home.writeJson(FILE, this.done);
    return result;
  }
}
