import type { BusClient } from '@oce/office/bus-client';
import type { ApiAnswer, OfficeClient } from '@oce/office/client';
import { chooseCommand, commandsOf, type DescribedCommand } from '@oce/office/described-commands';
import { CliError } from '@oce/office/output';
import { isAway, OfficeAway, orAway, type Answer, type Problem } from './answers';
import type { SendItems } from './import-table';
import type { List, RowCommand } from './lists';

/** Rows on their way at once. */
const IN_FLIGHT = 32;

/** A command as it goes out, and its key. */
export type SendCommand = (command: RowCommand, key: string) => Promise<ApiAnswer>;

/**
 * The key of a row: of this file and this line. The same file again is the same commands, done once; a row that comes back in
 * another file is a command of its own (an account that was A, then B, is A again).
 */
export const keyOfRow = (profile: string, sha256: string, line: number): string =>
  `import-${profile}-${sha256.slice(0, 32)}-${line}`;

/**
 * Sends each row as a command of its own, many at once; rows of one chain one after the other.
 *
 * @throws OfficeAway; CliError where the office would take none
 */
export function rowSender<Item>(list: List<Item>, sha256: string, send: SendCommand): SendItems<Item> {
  return async (items) => {
    const answers: Answer[] = new Array(items.length);
    const chains = new Map<string, (() => Promise<void>)[]>();
    for (const [at, { item, line }] of items.entries()) {
      const command = list.commandOf(item);
      const work = chains.get(command.chain) ?? [];
      work.push(async () => {
        answers[at] = answerOf(await send(command, keyOfRow(list.profile.name, sha256, line)));
      });
      chains.set(command.chain, work);
    }
    await inFlight([...chains.values()]);
    return answers;
  };
}

async function inFlight(chains: readonly (readonly (() => Promise<void>)[])[]): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < chains.length) for (const work of chains[next++] ?? []) await work();
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, chains.length) }, worker));
}

function answerOf({ status, headers, body }: ApiAnswer): Answer {
  if (status < 400) return { status: headers.get('oce-repeated') === 'true' ? 'repeated' : 'accepted' };
  const problem = body as Problem;
  if (isAway(status)) throw new OfficeAway(`${status} ${problem?.code ?? ''}`.trim());
  if (status === 401 || problem.code === 'scope_missing')
    throw new CliError(`The office takes no row (${status}): ${JSON.stringify(problem)}.`);
  return { status: 'refused', problem };
}

/** Through the public port; each service says once which requests its commands are. */
export function commandsOverHttp(client: Pick<OfficeClient, 'send'>): SendCommand {
  const described = new Map<string, Promise<DescribedCommand[]>>();
  return (command, key) =>
    orAway(async () => {
      const known = described.get(command.context) ?? commandsOf(client, command.context);
      described.set(command.context, known);
      known.catch(() => described.delete(command.context));
      const { method, path } = chooseCommand(await known, command);
      return client.send(method, path, command.body, { 'Idempotency-Key': key });
    });
}

/** Over the bus, as an office system sends it. */
export const commandsOverNats =
  (bus: Pick<BusClient, 'send'>): SendCommand =>
  ({ context, aggregate, verb, id, body }, key) => {
    const subject = ['cmd', context, aggregate, verb, ...(id === undefined ? [] : [id])].join('.');
    return orAway(() => bus.send({ subject, body, key }));
  };
