import { mainStreamOf, type ContextManifest } from '@oce/contexts';
import { attentionProjection, skipsProjection } from '@oce/policies';
import type { Projection } from '@oce/projections';

/** What a service folds: its collections, and its operators' decisions to pass commits by. */
export interface DeclaredContext {
  readonly context: string;
  readonly projections: readonly Projection[];
  readonly skips: Projection;
}

interface ProjectionProvider {
  readonly provide: string;
  useFactory(registry: object): unknown;
}

/** The lines of a module that declare projections, by the token that the kit gives them. */
function projectionProviders(module: object, prefix: string): ProjectionProvider[] {
  const providers: unknown = Reflect.getMetadata('providers', module);
  const isProjection = (one: unknown): one is ProjectionProvider =>
    typeof one === 'object' &&
    one !== null &&
    'provide' in one &&
    typeof one.provide === 'string' &&
    one.provide.startsWith(prefix) &&
    'useFactory' in one &&
    typeof one.useFactory === 'function';
  return Array.isArray(providers) ? providers.filter(isProjection) : [];
}

/** What contexts declare, by asking the lines of each one's module what they would register. */
export async function declaredBy(contexts: readonly ContextManifest[]): Promise<DeclaredContext[]> {
  await import('reflect-metadata');
  const { projectionToken } = await import('@oce/service-kit');
  return Promise.all(
    contexts.map(async (manifest): Promise<DeclaredContext> => {
      const { module } = await manifest.load();
      if (typeof module !== 'function') throw new Error(`${manifest.name} loads no module`);
      const found: Projection[] = [];
      const registry = { addProjection: (projection: Projection) => found.push(projection) };
      for (const provider of projectionProviders(module, projectionToken(''))) provider.useFactory(registry);
      const stream = mainStreamOf(manifest);
      return {
        context: manifest.name,
        projections: [...found, attentionProjection(stream, manifest.name)],
        skips: skipsProjection(stream, manifest.name),
      };
    }),
  );
}
