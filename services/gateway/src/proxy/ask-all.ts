import type { Upstreams } from '../gateway.config';

export interface Asked {
  readonly ok: boolean;
  readonly body: unknown;
}

const PATIENCE_MS = 2_500;

/** Asks every service the same; undefined for one that does not answer in time. */
export async function askAll(upstreams: Upstreams, path: string): Promise<Map<string, Asked | undefined>> {
  const asked = [...upstreams].map(
    async ([context, upstream]) => [context, await ask(`${upstream}${path}`).catch(() => undefined)] as const,
  );
  return new Map(await Promise.all(asked));
}

async function ask(url: string): Promise<Asked> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return { ok: response.ok, body: await response.json() };
}
