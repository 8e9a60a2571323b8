import { Inject, type FactoryProvider, type InjectionToken } from '@nestjs/common';
import type { Aggregate, Command, Event, RecordedCommit } from '@oce/event-sourcing';
import type { Policy } from '@oce/policies';
import type { Projection } from '@oce/projections';
import { ServiceRegistry } from './registry';
import { aggregateToken, memoryViewToken, policyToken, projectionToken } from './tokens';

const declared = <T>(provide: string, add: (registry: ServiceRegistry) => T): FactoryProvider<T> => ({
  provide,
  useFactory: add,
  inject: [ServiceRegistry],
});

/** An aggregate as a line of its module; inject its handler with `@InjectAggregate(definition)`. */
export const aggregate = <S, C extends Command, E extends Event>(definition: Aggregate<S, C, E>) =>
  declared(aggregateToken(definition.context, definition.aggregate), (to) => to.addAggregate(definition));

/** A projection as a line of its module; inject its `ProjectionView` with `@InjectProjection(definition)`. */
export const projection = <Doc extends object, E extends Event>(definition: Projection<Doc, E>) =>
  declared(projectionToken(definition.name), (to) => to.addProjection(definition));

/** A projection kept in memory, for reference data on a hot path; inject it with `@InjectMemoryView(definition)`. */
export const memoryView = <Doc extends object, E extends Event>(definition: Projection<Doc, E>) =>
  declared(memoryViewToken(definition.name), (to) => to.addMemoryView(definition));

/** A policy without a view as a line of its module. */
export const policy = <E extends Event>(definition: Policy<E>) =>
  declared(policyToken(definition.name), (to) => to.addPolicy(definition, () => Promise.resolve(undefined)));

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
