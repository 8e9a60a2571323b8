import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { callsOf, definitionsIn, type EventDefinition, type KindNodes } from './definitions';
import { structureOf } from './structure';

/** An event type that the log may hold, with its data as a type that names nothing outside. */
export interface LoggedEvent {
  /** Whose it is; undefined for what every context has. */
  readonly context: string | undefined;
  readonly aggregate: string;
  readonly stream: string | undefined;
  /** The field of the data that repeats the aggregate's id, where one does. */
  readonly id: string | undefined;
  readonly type: string;
  readonly version: number;
  readonly data: string;
}

/** What every context has besides its own aggregates; the libraries are given whose it is. */
const OF_EVERY_CONTEXT = [
  'libs/policies/src/attention.ts',
  'libs/policies/src/skip.ts',
  'libs/service-kit/src/requests/idempotency-keys.ts',
];

/** Every event type that contexts define, for others and for themselves, and those that every context has. */
export function readLoggedEvents(root: string): LoggedEvent[] {
  const every = OF_EVERY_CONTEXT.map((file) => join(root, file));
  const files = [
    ...every,
    ...sourcesIn(join(root, 'libs/contracts/src')),
    ...sourcesIn(join(root, 'services')),
  ];
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@oce/source'],
    strict: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  return files.flatMap((file) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} cannot be read`);
    const defined = definitionsIn(source).map((one) => loggedEvent(one, checker));
    const claimed = callsOf(source, 'defineClaims').flatMap((call) => claimEvents(call, checker));
    return [...defined, ...claimed];
  });
}

const DEFINES = /\b(?:defineEvents|defineClaims)\b.*\(/;

/** Sources under a folder that define events; specs and what is built are left out. */
function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(?:dist|test|testing|node_modules|examples)\//.test(file.slice(folder.length)))
    .filter((file) => DEFINES.test(readFileSync(file, 'utf8')))
    .sort();
}

function loggedEvent({ kind, type, version, data }: EventDefinition, checker: ts.TypeChecker): LoggedEvent {
  const { aggregate, ...place } = placeOf(kind, checker);
  if (aggregate === undefined) throw new Error(`${type}: the aggregate is not written out`);
  const written = structureOf(checker.getTypeFromTypeNode(data), checker);
  return { ...place, aggregate, type, version, data: written };
}

const placeOf = (kind: KindNodes, checker: ts.TypeChecker) => ({
  context: textOf(kind.context, checker),
  aggregate: textOf(kind.aggregate, checker),
  stream: textOf(kind.stream, checker),
  id: textOf(kind.id, checker),
});

/** What a text is at compile time; undefined for one that is only known when it runs. */
function textOf(node: ts.Expression | undefined, checker: ts.TypeChecker): string | undefined {
  const type = node && checker.getTypeAtLocation(node);
  return type?.isStringLiteral() ? type.value : undefined;
}

/** The claims of a context come from a library: `defineClaims<Taken, Released>(stream, context, …)` is an aggregate. */
function claimEvents(call: ts.CallExpression, checker: ts.TypeChecker): LoggedEvent[] {
  const [stream, context] = call.arguments.map((one) => textOf(one, checker));
  if (stream === undefined || context === undefined)
    throw new Error(`${call.getSourceFile().fileName}: claims are of a stream and a context, written out`);
  const evolve = checker.getTypeAtLocation(call).getProperty('evolve');
  const [signature] = evolve ? checker.getTypeOfSymbolAtLocation(evolve, call).getCallSignatures() : [];
  const event = signature?.parameters[1];
  if (!event) throw new Error(`${call.getSourceFile().fileName}: defineClaims gives no aggregate`);
  const union = checker.getTypeOfSymbolAtLocation(event, call);
  const place = { context, aggregate: 'claim', stream, id: undefined };
  return (union.isUnion() ? union.types : [union]).map((one) => ({
    ...place,
    type: String(literalOf(one, 'type', call, checker)),
    version: Number(literalOf(one, 'v', call, checker)),
    data: structureOf(memberOf(one, 'data', call, checker), checker),
  }));
}

function memberOf(type: ts.Type, name: string, at: ts.Node, checker: ts.TypeChecker): ts.Type {
  const symbol = type.getProperty(name);
  if (!symbol) throw new Error(`${checker.typeToString(type)} has no ${name}`);
  return checker.getTypeOfSymbolAtLocation(symbol, at);
}

function literalOf(type: ts.Type, name: string, at: ts.Node, checker: ts.TypeChecker): string | number {
  const member = memberOf(type, name, at, checker);
  if (member.isStringLiteral() || member.isNumberLiteral()) return member.value;
  throw new Error(`${name} of ${checker.typeToString(type)} is not written out`);
}
