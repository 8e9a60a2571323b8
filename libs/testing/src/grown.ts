import type { Event } from '@oce/event-sourcing';
import { workspaceRoot } from '@oce/local-servers/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The name of the field that `grown` adds. */
export const UNHEARD = 'unheard';

/** An event with a field more in each of its objects, as a later version may have. */
export const grown = (event: Event): Event => ({ ...event, data: withMore(event.data) as object });

/** An event in its present version as the contracts keep it, grown. */
export function grownGolden(type: string): Event {
  const folder = join(workspaceRoot(), 'libs/contracts/golden');
  const versions = readdirSync(folder).filter((name) => name.startsWith(`${type}.v`));
  const file = versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1);
  if (file === undefined) throw new Error(`the contracts keep no ${type}`);
  return grown(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Event);
}

function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, withMore(member)] as const);
  return { ...Object.fromEntries(members), [UNHEARD]: true };
}

/** Where documents hold a grown field below their own fields, which the queries choose. */
export function unheardBelow(documents: Readonly<Record<string, object>>): string[] {
  return Object.entries(documents).flatMap(([key, document]) =>
    Object.entries(document)
      .filter(([name, value]) => name !== UNHEARD && JSON.stringify(value)?.includes(UNHEARD))
      .map(([name]) => `${key}.${name}`),
  );
}
