export * from './broken-commits';
import { deepStrictEqual, ok, fail } from 'node:assert';
import { serialize } from 'node:v8';
import type { Command, CommandMeta } from '../src/command';
import { fold, type Aggregate } from '../src/aggregate';
import { DomainError } from '../src/domain-error';
import type { Event } from '../src/event';

/** Meta for specs: fixed ids and a fixed clock; override what the case is about. */
export function testMeta(overrides: Partial<CommandMeta> = {}): CommandMeta {
  return {
    commandId: 'cmd-1',
    actor: 'staff:tester',
    now: '2026-10-01T08:00:00.000Z',
    correlationId: 'cor-1',
    ...overrides,
  };
}

/** A command for specs. */
export function command<Type extends string, Data extends object>(
  type: Type,
  data: Data,
  meta: Partial<CommandMeta> = {},
): Command<Type, Data> {
  return { type, data, meta: testMeta(meta) };
}

/** Given past events, when a command comes, then these events, nothing, or a named refusal. */
export function given<State, C extends Command, E extends Event>(
  aggregate: Aggregate<State, C, E>,
  past: readonly E[],
) {
  return {
    when(cmd: C) {
      const state = fold(aggregate, past);
      // JSON would write every map as {}.
      const before = serialize(state);
      const decide = () => {
        const events = aggregate.decide(cmd, state);
        ok(serialize(state).equals(before), 'decide() must not change the state');
        return events;
      };
      return {
        /** The exact events, compared as the log would hold them. */
        then(...expected: E[]) {
          deepStrictEqual(plain(decide()), plain(expected));
        },
        /** Nothing to write. */
        thenNothing() {
          deepStrictEqual(plain(decide()), []);
        },
        /** The refusal with this slug. */
        thenRefused(slug: string) {
          try {
            decide();
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            deepStrictEqual(error.slug, slug);
            return;
          }
          fail(`expected the refusal ${slug}, but the command was accepted`);
        },
        /** The events themselves, for assertions of the caller's own. */
        events(): readonly E[] {
          return decide();
        },
      };
    },
  };
}

const plain = (events: readonly Event[]): unknown => JSON.parse(JSON.stringify(events));
