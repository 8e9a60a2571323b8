import type { OfficeClient } from '@oce/office/client';
import { CliError, Progress, say, sayJson } from '@oce/office/output';
import type { CommandEntry } from '../command';
import { json } from '../options';

export const command: CommandEntry = {
  name: 'rebuild',
  group: 'An operator’s work',
  order: 1,
  description: 'build projections anew while the present ones serve, then switch',
  arguments: [
    ['[service]', 'one service only'],
    ['[projection]', 'one projection only'],
  ],
  options: () => [json('results as JSON')],
  run: rebuild,
};

interface Line {
  readonly projection?: string;
  readonly collection?: string;
  readonly commits?: number;
  readonly pending?: number;
  readonly done?: boolean;
  readonly error?: string;
}

/** Builds projections anew while the present ones serve, then switches. */
async function rebuild(options: { json?: boolean }, service?: string, projection?: string): Promise<void> {
  const [{ findContexts }, { OfficeHome }, { OfficeClient }] = await Promise.all([
    import('@oce/contexts'),
    import('@oce/office/home'),
    import('@oce/office/client'),
  ]);
  const { client } = OfficeClient.of(new OfficeHome());
  const services = findContexts().map(({ name }) => name);
  if (service !== undefined && !services.includes(service))
    throw new CliError(`There is no service ${service}. There are: ${services.join(', ')}.`);
  const results: Line[] = [];
  for (const name of service ? [service] : services) {
    const { projections } = await client.call<{ projections: { name: string }[] }>(
      'GET',
      `${name}/operations/projections`,
    );
    const wanted = projections.filter((one) => projection === undefined || one.name === projection);
    if (projection !== undefined && wanted.length === 0) {
      throw new CliError(
        `${name} has no projection ${projection}. It has: ${projections.map((one) => one.name).join(', ')}.`,
      );
    }
    for (const one of wanted) results.push(await rebuildOne(client, name, one.name));
  }
  if (options.json) sayJson(results);
  else say(`${results.length} projections rebuilt.`);
}

async function rebuildOne(client: OfficeClient, service: string, projection: string): Promise<Line> {
  const progress = new Progress(`${service} ${projection}`);
  const response = await fetch(
    `${client.baseUrl}/api/${service}/operations/projections/${projection}/rebuild`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${await client.bearer()}` },
    },
  );
  if (!response.ok || !response.body)
    throw new CliError(`The rebuild was refused (${response.status}): ${await response.text()}`);
  let last: Line = {};
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') continue;
      last = JSON.parse(line) as Line;
      if (last.error) throw new CliError(`${service} ${projection}: ${last.error}`);
      progress.tick(last.commits ?? 0, (last.commits ?? 0) + (last.pending ?? 0), 'commits');
    }
  }
  if (!last.done)
    throw new CliError(
      `${service} ${projection}: the rebuild broke off; the present collection still serves.`,
    );
  progress.done(`${last.commits} commits into ${last.collection}`);
  return last;
}
