import type { Option } from 'commander';

/** Under which heading a command stands in --help. */
export const GROUPS = ['An office', 'What it holds', 'An operator’s work', 'Development'] as const;

/** One command. A file in `commands` that exports it as `command` is all that it needs. */
export interface CommandEntry {
  readonly name: string;
  /** The word before the name, where several commands share one: `import weigh-tickets`. */
  readonly under?: { readonly word: string; readonly description: string };
  readonly group: (typeof GROUPS)[number];
  readonly order: number;
  readonly description: string;
  /** How it is used, and what else --help says at its end. */
  readonly examples?: readonly string[];
  readonly notes?: readonly string[];
  /** Each with its description: `<file>`, `[service]`, `[paths...]`. */
  readonly arguments?: readonly (readonly [name: string, description: string])[];
  options?(): readonly Option[];
  /** Does it, and answers the exit status where it is not 0. Imports what takes long to load: all commands are read. */
  run(options: object, ...args: readonly unknown[]): Promise<number | void>;
}
