import { attentionProjection } from '@oce/policies';
import type { Projection } from '@oce/projections';

/** A projection as a service runs it. */
export interface Declared {
  readonly context: string;
  readonly projection: Projection;
}

/** The services that keep collections; each package exports the module that is its table of contents. */
const PACKAGES: Readonly<Record<string, () => Promise<object>>> = {
  access: () => import('@oce/access'),
  affiliation: () => import('@oce/affiliation'),
  collection: () => import('@oce/collection'),
  sales: () => import('@oce/sales'),
  payments: () => import('@oce/payments'),
  portal: () => import('@oce/portal'),
};

interface Provider {
  readonly provide: unknown;
  readonly useFactory: (registry: object) => unknown;
}

const isProjection = (provider: unknown): provider is Provider => {
  const { provide } = (provider ?? {}) as Partial<Provider>;
  return typeof provide === 'string' && provide.startsWith('oce:projection:');
};

/** The projections that a service's module declares, by asking its own lines what they would register. */
function projectionsOf(exported: object): Projection[] {
  const found: Projection[] = [];
  const registry = { addProjection: (projection: Projection) => found.push(projection) };
  for (const one of Object.values(exported)) {
    if (typeof one !== 'function') continue;
    const providers = (Reflect.getMetadata('providers', one) ?? []) as unknown[];
    for (const provider of providers.filter(isProjection)) provider.useFactory(registry);
  }
  return found;
}

/** Every projection of every service, with the list that each keeps for its clerks. */
export async function declaredProjections(): Promise<Declared[]> {
  await import('reflect-metadata');
  const declared: Declared[] = [];
  for (const [context, load] of Object.entries(PACKAGES)) {
    const attention = attentionProjection(context) as unknown as Projection;
    for (const projection of [...projectionsOf(await load()), attention])
      declared.push({ context, projection });
  }
  return declared;
}
