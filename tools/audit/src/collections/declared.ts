import { mainStreamOf, type ContextManifest } from '@oce/contexts';
import type { AnyFamily, KnownEvents } from '@oce/event-sourcing';
import { attentionProjection, skipsProjection } from '@oce/policies';
import type { Projection } from '@oce/projections';

/** What a service folds: its collections, and its operators' decisions to pass commits by. */
export interface DeclaredContext {
  readonly context: string;
  readonly projections: readonly Projection[];
  readonly skips: Projection;
}

interface DeclaredProvider {
  readonly provide: string;
  useFactory(registry: object): unknown;
}

/** The lines of a module that declare something, by the token that the kit gives them. */
function declaredProviders(module: object, prefix: string): DeclaredProvider[] {
  const providers: unknown = Reflect.getMetadata('providers', module);
  const isDeclared = (one: unknown): one is DeclaredProvider =>
    typeof one === 'object' &&
    one !== null &&
    'provide' in one &&
    typeof one.provide === 'string' &&
    one.provide.startsWith(prefix) &&
    'useFactory' in one &&
    typeof one.useFactory === 'function';
  return Array.isArray(providers) ? providers.filter(isDeclared) : [];
}

/** What contexts declare, by asking the lines of each one's module what they would register. */
export async function declaredBy(contexts: readonly ContextManifest[]): Promise<DeclaredContext[]> {
  await import('reflect-metadata');
  const { projectionToken } = await import('@oce/service-kit');
  return Promise.all(
    contexts.map(async (manifest): Promise<DeclaredContext> => {
      const module = await moduleOf(manifest);
      const found: Projection[] = [];
      const registry = { addProjection: (projection: Projection) => found.push(projection) };
      for (const provider of declaredProviders(module, projectionToken(''))) provider.useFactory(registry);
      const stream = mainStreamOf(manifest);
      return {
        context: manifest.name,
        projections: [...found, attentionProjection(stream, manifest.name)],
        skips: skipsProjection(stream, manifest.name),
      };
    }),
  );
}

/**
 * Makes the events of all contexts known, each one's own among them, so that whoever stands outside reads a log of any age
 * in the present versions. A type that nobody knows is left as it is: what that means is the reader's to say.
 */
export async function learnEventsOf(contexts: readonly ContextManifest[], known: KnownEvents): Promise<void> {
  await import('reflect-metadata');
  const { AGGREGATES } = await import('@oce/service-kit');
  const registry = { addAggregate: ({ events }: { readonly events: AnyFamily }) => known.listenTo(events) };
  for (const manifest of contexts)
    for (const provider of declaredProviders(await moduleOf(manifest), AGGREGATES))
      provider.useFactory(registry);
}

async function moduleOf(manifest: ContextManifest): Promise<object> {
  const { module } = await manifest.load();
  if (typeof module !== 'function') throw new Error(`${manifest.name} loads no module`);
  return module;
}
