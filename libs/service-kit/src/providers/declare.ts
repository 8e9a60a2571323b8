import { Inject, type FactoryProvider, type InjectionToken } from '@nestjs/common';
import type { Aggregate, Command, Event, RecordedCommit } from '@oce/event-sourcing';
import type { Policy } from '@oce/policies';
import type { Projection } from '@oce/projections';
import { ServiceRegistry } from './registry';
import { aggregateToken, memoryViewToken, policyToken, projectionToken } from './tokens';

/** An aggregate as a line of its module; inject its handler with `@InjectAggregate(definition)`. */
export function aggregate<S, C extends Command, E extends Event>(
  definition: Aggregate<S, C, E>,
): FactoryProvider {
  return {
    provide: aggregateToken(definition.context, definition.aggregate),
    useFactory: (registry: ServiceRegistry) => registry.addAggregate(definition),
    inject: [ServiceRegistry],
  };
}

/** A projection as a line of its module; inject its `ProjectionView` with `@InjectProjection(definition)`. */
export function projection<Doc extends object, E extends Event>(
  definition: Projection<Doc, E>,
): FactoryProvider {
  return {
    provide: projectionToken(definition.name),
    useFactory: (registry: ServiceRegistry) => registry.addProjection(definition),
    inject: [ServiceRegistry],
  };
}

/** A projection kept in memory, for reference data on a hot path; inject it with `@InjectMemoryView(definition)`. */
export function memoryView<Doc extends object, E extends Event>(
  definition: Projection<Doc, E>,
): FactoryProvider {
  return {
    provide: memoryViewToken(definition.name),
    useFactory: (registry: ServiceRegistry) => registry.addMemoryView(definition),
    inject: [ServiceRegistry],
  };
}

/** A policy without a view as a line of its module. */
export function policy<E extends Event>(definition: Policy<E>): FactoryProvider {
  return {
    provide: policyToken(definition.name),
    useFactory: (registry: ServiceRegistry) =>
      registry.addPolicy(definition, () => Promise.resolve(undefined)),
    inject: [ServiceRegistry],
  };
}

/** Reads what a policy looks at, for a batch of commits. */
export interface ViewSource<View> {
  viewOf(commits: readonly RecordedCommit[]): Promise<View>;
}

/** The aggregates of a batch that have one of these events, in the order of their commits. */
export const idsWith = (commits: readonly RecordedCommit[], ...types: readonly string[]): string[] =>
  commits.filter(({ events }) => events.some(({ type }) => types.includes(type))).map(({ ref }) => ref.id);

/** A policy with the provider that reads its view. */
export function policyWithView<E extends Event, View>(
  definition: Policy<E, View>,
  source: InjectionToken<ViewSource<View>>,
): FactoryProvider {
  return {
    provide: policyToken(definition.name),
    useFactory: (registry: ServiceRegistry, view: ViewSource<View>) =>
      registry.addPolicy(definition, (commits) => view.viewOf(commits)),
    inject: [ServiceRegistry, source],
  };
}

export const InjectAggregate = (definition: { context: string; aggregate: string }): ParameterDecorator =>
  Inject(aggregateToken(definition.context, definition.aggregate));
export const InjectProjection = (definition: { name: string }): ParameterDecorator =>
  Inject(projectionToken(definition.name));
export const InjectMemoryView = (definition: { name: string }): ParameterDecorator =>
  Inject(memoryViewToken(definition.name));
