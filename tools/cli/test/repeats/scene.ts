import { nameOf, type Api, type Operation } from '../bad-input/api';
import type { Stage } from './stage';

/** What must become of a command that is sent again. */
export type Kind =
  /** It carries the id of what it makes: the same again makes nothing, other content under the id is refused. */
  | 'creation'
  /** It says how something is from now on: A, B, A ends at A. */
  | 'setting'
  /** A step that is taken once: the same again takes it no second time, in other words it is refused. */
  | 'act'
  /** Sent twice it would be done twice, so it asks for an Idempotency-Key. */
  | 'key'
  /** Many commands in one body, each with an answer of its own; a key would name none of them. */
  | 'lines'
  /** It leaves nothing in the log: however often it is sent, it is the same. */
  | 'traceless'
  /** It needs a service that stands still: its repeats are tried where one does (stops.int.spec.ts of the kit). */
  | 'standstill';

/** One command made ready to be sent: everything that it stands on is there, and it was not sent yet. */
export interface Placed {
  /** With the ids in it: `/api/collection/lots/LOT-7/close`. */
  readonly path: string;
  /** Sent as JSON where it is an object, else as it is. */
  readonly body?: object | string;
  /** The fields in which other content differs, B of a setting; a whole body where the body is a text. */
  readonly other?: object | string;
  /** Whether other content is another secret: then it is judged as a sign-in, refused as one and counted as one. */
  readonly otherIsGuess?: boolean;
  readonly contentType?: string;
  /** The administrator's unless told. */
  readonly token?: string;
  /** Requests that say the same in another form or through another door: repeats too. */
  readonly alike?: readonly Partial<Pick<Placed, 'path' | 'body' | 'contentType'>>[];
  /** What a setting has set, as a reading that has come to a position shows it. */
  readonly read?: (position: number) => Promise<unknown>;
  /** What must follow each sending before the next one means something: the second person's approval. */
  readonly follow?: (answer: { readonly ribHash?: string }) => Promise<{ readonly position: number }>;
}

/** How one command of the description is met. */
export interface Scene {
  readonly kind: Kind;
  /** Makes the command ready on ids that nobody has used; each call on others. */
  place(stage: Stage): Promise<Placed>;
}

/** Scenes by the name of their operation: `POST /api/sales/orders`. */
export type Scenes = Readonly<Record<string, Scene>>;

/** The service of an operation: `sales`. */
export const serviceOf = ({ path }: Operation): string => path.split('/')[2] ?? '';

/** The operations that change something. */
export const commandsOf = ({ operations }: Api): Operation[] =>
  operations.filter(({ method }) => method !== 'GET');

const keyOf = ({ parameters }: Operation): 'none' | 'optional' | 'required' => {
  const key = parameters.find(({ name }) => name === 'Idempotency-Key');
  if (!key) return 'none';
  return key.required ? 'required' : 'optional';
};

const KEY_OF_KIND: Readonly<Record<Kind, ReturnType<typeof keyOf>>> = {
  creation: 'optional',
  setting: 'optional',
  act: 'optional',
  key: 'required',
  lines: 'none',
  traceless: 'none',
  standstill: 'optional',
};

/** What is wrong between a description and its scenes: commands without one, scenes without theirs, other kinds. */
export function castingFaults(api: Api, scenes: Scenes): string[] {
  const commands = new Map(commandsOf(api).map((operation) => [nameOf(operation), operation]));
  const missing = [...commands].flatMap(([name, operation]) => {
    const scene = scenes[name];
    if (!scene) return [`${name}: has no scene; add one, so that it is known what a repeat of it does`];
    const [described, wanted] = [keyOf(operation), KEY_OF_KIND[scene.kind]];
    if (described === wanted) return [];
    return [`${name}: as ${scene.kind} its Idempotency-Key should be ${wanted}, it is ${described}`];
  });
  const gone = Object.keys(scenes).filter((name) => !commands.has(name));
  return [...missing, ...gone.map((name) => `${name}: has a scene, but the API has no such command`)];
}

/** The body with other content under the same id. */
export function otherBodyOf({ body, other }: Placed): object | string | undefined {
  if (typeof other === 'string' || other === undefined) return other;
  return typeof body === 'object' ? { ...body, ...other } : other;
}
