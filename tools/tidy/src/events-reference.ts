import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContracts, type EventType, type Field, type Shape } from './event-types';

/** Where the reference is kept, from the root of the checkout. */
export const EVENTS_REFERENCE = 'docs/generated/events.md';

const INTRODUCTION = `# Events between contexts

<!-- Generated from libs/contracts (sources and golden events). Do not edit: see tools/tidy. -->

What contexts say to each other, on \`evt.<context>.<aggregate>.<id>\`. Units stand last in the names: grams, centimes,
ppm (parts per million). Dates are business dates of Morocco, instants are in UTC. An event never changes: a new version
comes beside the old one, which is brought up to it when it is read.
`;

/** The reference of all events as Markdown. @throws for an event type without its golden event */
export function eventsReference(root: string): string {
  const contracts = join(root, 'libs/contracts');
  const { events, shapes } = readContracts(join(contracts, 'src'));
  const golden = goldenFiles(join(contracts, 'golden'));
  const contexts = [...new Set(events.map((event) => event.context))].sort();
  const sections = contexts.map((context) => {
    const own = events.filter((event) => event.context === context).sort(byType);
    return [`## ${context}`, ...own.map((event) => describeEvent(event, golden))].join('\n\n');
  });
  const used = usedShapes(events, shapes);
  const shared = ['## Shared shapes', ...used.map(describeShape)].join('\n\n');
  return `${[INTRODUCTION, tableOf(events, contexts), ...sections, shared].join('\n')}\n`.replaceAll(
    /\n{3,}/g,
    '\n\n',
  );
}

const byType = (a: EventType, b: EventType) => (a.type < b.type ? -1 : 1);

function goldenFiles(folder: string): Map<string, string> {
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8').trim()]));
}

function tableOf(events: readonly EventType[], contexts: readonly string[]): string {
  const rows = contexts.map((context) => {
    const own = events.filter((event) => event.context === context).sort(byType);
    return `| ${context} | ${own.map(({ type }) => `[${type}](#${type.toLowerCase()})`).join(', ')} |`;
  });
  return ['| context | events |', '|---|---|', ...rows, ''].join('\n');
}

function describeEvent(event: EventType, golden: ReadonlyMap<string, string>): string {
  const example = golden.get(`${event.type}.v${event.version}.json`);
  if (example === undefined) throw new Error(`${event.type} has no golden event of version ${event.version}`);
  const before = [...golden.keys()]
    .filter((file) => file.startsWith(`${event.type}.v`) && file !== `${event.type}.v${event.version}.json`)
    .map((file) => `Also read: [${file.slice(0, -'.json'.length)}](../../libs/contracts/golden/${file}).`);
  const version = `Version ${event.version}.`;
  const parts = [`### ${event.type}`, event.doc, version, ...before, tableOfFields(event.fields)];
  return [...parts.filter((part) => part !== ''), `\`\`\`json\n${example}\n\`\`\``].join('\n\n');
}

function describeShape({ name, doc, fields, text }: Shape): string {
  const body = text === undefined ? tableOfFields(fields) : `\`${text}\``;
  return [`### ${name}`, doc, body].filter((part) => part !== '').join('\n\n');
}

function tableOfFields(fields: readonly Field[]): string {
  const escaped = (text: string) => text.replaceAll('|', '\\|');
  const rows = fields.map(
    ({ name, isOptional, type, doc }) =>
      `| ${name}${isOptional ? ' (may be absent)' : ''} | \`${escaped(type)}\` | ${escaped(doc)} |`,
  );
  return ['| field | type | |', '|---|---|---|', ...rows].join('\n');
}

/** The shapes that events speak of, directly or by way of another. */
function usedShapes(events: readonly EventType[], shapes: readonly Shape[]): Shape[] {
  const used = new Set<Shape>();
  const visit = (text: string): void => {
    for (const shape of shapes) {
      if (used.has(shape) || !new RegExp(`\\b${shape.name}\\b`).test(text)) continue;
      used.add(shape);
      visit([shape.text ?? '', ...shape.fields.map((field) => field.type)].join(' '));
    }
  };
  for (const event of events) visit(event.fields.map((field) => field.type).join(' '));
  return [...used].sort((a, b) => (a.name < b.name ? -1 : 1));
}
