import { findContexts } from '@oce/contexts';
import type { OfficeClient } from '@oce/office/client';
import { OfficeHome } from '@oce/office/home';
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

async function rebuild(options: { json?: boolean }, service?: string, projection?: string): Promise<void> {
  const { OfficeClient } = await import('@oce/office/client');
  const { client } = OfficeClient.of(new OfficeHome());
  const services = findContexts().map(({ name }) => name);
  if (service !== undefined && !services.includes(service))
    throw new CliError(`There is no service ${service}. There are: ${services.join(', ')}.`);
  const results: Line[] = [];
  for (const name of service ? [service] : services) {
    const path = `${name}/operations/projections`;
    const { projections } = await client.call<{ projections: { name: string }[] }>('GET', path);
    const wanted = projections.filter((one) => projection === undefined || one.name === projection);
    const known = projections.map((one) => one.name).join(', ');
    if (projection !== undefined && wanted.length === 0)
      throw new CliError(`${name} has no projection ${projection}. It has: ${known}.`);
    for (const one of wanted) results.push(await rebuildOne(client, name, one.name));
  }
  if (options.json) sayJson(results);
  else say(`${results.length} projections rebuilt.`);
}

async function rebuildOne(client: OfficeClient, service: string, projection: string): Promise<Line> {
  const progress = new Progress(`${service} ${projection}`);
  const path = `${service}/operations/projections/${projection}/rebuild`;
  const headers = { authorization: `Bearer ${await client.bearer()}` };
  const response = await fetch(`${client.baseUrl}/api/${path}`, { method: 'POST', headers });
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
  const broken = `${service} ${projection}: the rebuild broke off; the present collection still serves.`;
  if (!last.done) throw new CliError(broken);
  progress.done(`${last.commits} commits into ${last.collection}`);
  return last;
}
