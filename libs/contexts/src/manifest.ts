/** What a context may do with the keys of persons in a bucket; `erase` includes `write`, `write` includes `read`. */
export interface PersonKeysRight {
  readonly bucket: string;
  /** `write`: makes first keys. `erase`: also destroys them, and wraps all by a new master key. */
  readonly may: 'read' | 'write' | 'erase';
}

/** A variable of the environment that an office must be told: it is not made up at the first start. */
export interface Setting {
  /** What it is, for whoever fills in the environment. */
  readonly about: string;
  /** What a local office takes where the environment says nothing. */
  readonly local: string;
}

/** What the manifest's `load` gives: the module that is the table of contents, and the class of its environment. */
export interface LoadedContext<Module = unknown, Config = unknown> {
  readonly module: Module;
  readonly config: Config;
}

/**
 * All that others must know of a context: the launcher, the gateway, the log's rights and streams, deployments, the
 * audit. A context is found because its folder is there; nobody lists it.
 */
export interface ContextManifest {
  /** The name of its folder: `collection`. */
  readonly name: string;
  /**
   * The streams that it writes to, the main one first: all its aggregates, or those that are named. The main stream has
   * its attention list too. A context without aggregates names a stream all the same.
   */
  readonly streams: Readonly<Record<string, 'all aggregates' | readonly string[]>>;
  /** Streams that it reads beside those. */
  readonly reads?: readonly string[];
  readonly personKeys?: PersonKeysRight;
  /** Names of secrets in its environment beside those that its keys of persons need; made at the first start. */
  readonly secrets?: readonly string[];
  readonly settings?: Readonly<Record<string, Setting>>;
  /** What tokens may carry for it; access grants them to roles. */
  readonly scopes?: readonly string[];
  /** Scopes of one person or machine alone, which no role has. */
  readonly selfScopes?: readonly string[];
  /** Paths below its name to which secrets are sent, `token`: the gateway lets few tries through. */
  readonly secretPaths?: readonly string[];
  /**
   * Paths of the office's own address that are printed on goods and open to all, each with where it is below the context's
   * name: `{ '/01': 'digital-link/01' }`. The gateway passes them on as it does those of the API.
   */
  readonly publicPaths?: Readonly<Record<string, string>>;
  /** Fields of events that hold nothing but ciphertext, by event type; the audit holds it to that. */
  readonly personalFields?: Readonly<Record<string, readonly string[]>>;
  /** The young generation of its process in MB, where it serves much at once; small unless told. */
  readonly nurseryMb?: number;
  /** Loads what a process of its own runs; nothing of it is read before. */
  load(): Promise<LoadedContext>;
}

/** Scopes of what every context has of the kit: the operator's routes, and its attention list. */
export const SCOPES_OF_EVERY_CONTEXT = ['operations', 'attention'] as const;

/** Names a manifest and checks its parts at compile time. */
export const defineContext = (manifest: ContextManifest): ContextManifest => manifest;

/** The variable that tells the gateway where a context answers. */
export const upstreamVariable = (context: string): string =>
  `OCE_UPSTREAM_${context.toUpperCase().replaceAll('-', '_')}`;

/** The stream that has what every context has: its attention list, its keys, its operators' decisions. */
export function mainStreamOf({ name, streams }: Pick<ContextManifest, 'name' | 'streams'>): string {
  const [main] = Object.keys(streams);
  if (main === undefined) throw new Error(`the context ${name} names no stream`);
  return main;
}

/** The variables that every context with keys of persons is given. */
export const PERSONAL_SECRETS = ['OCE_MASTER_KEYS', 'OCE_CLAIM_SECRET'] as const;

/** Names of all secrets in a context's environment. */
export const secretsOf = ({ personKeys, secrets = [] }: ContextManifest): string[] => [
  ...(personKeys ? PERSONAL_SECRETS : []),
  ...secrets,
];

/** A stream of the log and what it keeps. */
export interface StreamOfContexts {
  readonly name: string;
  readonly subjects: readonly string[];
}

/** What every context has beside its own aggregates, on its main stream. */
const OF_EVERY_CONTEXT = ['attention', 'idempotency-key', 'skip'];

/** The streams that contexts write to, with the subjects of each. */
export function streamsOf(contexts: readonly ContextManifest[]): StreamOfContexts[] {
  const subjects = new Map<string, string[]>();
  for (const context of contexts) {
    for (const [at, [stream, aggregates]] of Object.entries(context.streams).entries()) {
      const own = subjects.get(stream) ?? [];
      subjects.set(stream, [...own, ...subjectsOf(context.name, aggregates, at === 0)]);
    }
  }
  return [...subjects].map(([name, all]) => ({ name, subjects: all }));
}

function subjectsOf(
  context: string,
  aggregates: 'all aggregates' | readonly string[],
  isMain: boolean,
): string[] {
  if (aggregates === 'all aggregates') return [`evt.${context}.>`];
  const all = isMain ? [...aggregates, ...OF_EVERY_CONTEXT] : aggregates;
  return all.map((aggregate) => `evt.${context}.${aggregate}.*`);
}

/** The streams that a context reads: those it writes to, and what else it names. */
export const readBy = ({ streams, reads = [] }: ContextManifest): string[] => [
  ...new Set([...Object.keys(streams), ...reads]),
];
