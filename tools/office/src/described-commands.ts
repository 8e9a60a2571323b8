import { isAggregateId } from '@oce/event-store';
import type { OfficeClient } from './client';
import { CliError } from './output';
import { readFileSync } from 'node:fs';

/** A command as a service describes it. `{id}` in subject and path stands for the aggregate's id. */
export interface DescribedCommand {
  readonly aggregate: string;
  readonly verb: string;
  /** Whether it is on an aggregate that its id names. */
  readonly takesId: boolean;
  readonly subject: string;
  readonly method: string;
  /** Below `/api/`. */
  readonly path: string;
  readonly needsKey: boolean;
}

/** What is asked for. */
export interface WantedCommand {
  readonly context: string;
  readonly aggregate: string;
  readonly verb: string;
  readonly id?: string;
}

interface Described {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly 'x-nats-subject'?: string; parameters?: Parameter[] }>>>
  >;
}
interface Parameter {
  readonly name: string;
  readonly required?: boolean;
}

/** The commands of a service, as it describes itself. @throws CliError where the office has no such service */
export async function commandsOf(
  client: Pick<OfficeClient, 'send'>,
  context: string,
): Promise<DescribedCommand[]> {
  const answer = await client.send('GET', `${encodeURIComponent(context)}/openapi.json`);
  if (answer.status === 404) throw new CliError(`There is no service ${context}. ./oce status lists them.`);
  if (answer.status >= 400)
    throw new CliError(`${context} does not describe itself (${answer.status}). Look: ./oce status`);
  return describedCommands(answer.body as Described);
}

/** The commands in a description of a service. */
export function describedCommands({ paths }: Described): DescribedCommand[] {
  const found = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, operation]): DescribedCommand[] => {
      const subject = operation['x-nats-subject'];
      if (subject === undefined) return [];
      const [, , aggregate = '', verb = '', id] = subject.split('.');
      const key = operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
      return [
        {
          aggregate,
          verb,
          takesId: id !== undefined,
          subject,
          method: method.toUpperCase(),
          path: path.replace(/^\//, ''),
          needsKey: key?.required === true,
        },
      ];
    }),
  );
  return found.sort((one, other) => (one.subject < other.subject ? -1 : 1));
}

/** A line a command. */
export function listOf(known: readonly DescribedCommand[]): string[] {
  if (known.length === 0) return ['It takes no commands that can be sent this way.'];
  return known.map(
    ({ aggregate, verb, takesId, needsKey }) =>
      `${aggregate} ${verb}${takesId ? ' <id>' : ''}${needsKey ? ' --key <key>' : ''}`,
  );
}

/** The command that is asked for, with its id filled in. @throws CliError where there is none, or where the id is wrong */
export function chooseCommand(known: readonly DescribedCommand[], wanted: WantedCommand): DescribedCommand {
  const { context, aggregate, verb, id } = wanted;
  const ofAggregate = known.filter((one) => one.aggregate === aggregate);
  const found = ofAggregate.find((one) => one.verb === verb);
  const asked = `${context} ${aggregate} ${verb}`;
  if (!found) {
    const lines = listOf(ofAggregate.length > 0 ? ofAggregate : known).map((line) => `\n  ${line}`);
    throw new CliError(`There is no command ${asked}. ${context} takes:${lines.join('')}`);
  }
  if (!found.takesId) {
    if (id === undefined) return found;
    throw new CliError(`${asked} takes no id behind it: what it is about stands in --data.`);
  }
  if (id === undefined) throw new CliError(`${asked} takes an id: ./oce send ${asked} <id>`);
  if (!isAggregateId(id)) throw new CliError(`"${id}" is no id: letters, digits, - and _ only.`);
  return { ...found, subject: found.subject.replace('{id}', id), path: found.path.replace('{id}', id) };
}

/** The data of `--data`: JSON, or `@file`, or `@-` for the standard input. @throws CliError where it cannot be read */
export function readData(data: string | undefined): unknown {
  if (data === undefined) return undefined;
  const text = data.startsWith('@') ? textOf(data.slice(1)) : data;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`--data takes JSON, or @file with JSON in it: ${(error as Error).message}.`);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CliError(`--data: the file ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
