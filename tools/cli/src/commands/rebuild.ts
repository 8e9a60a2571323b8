import type { OfficeHome } from '@oce/office/home';
import { OfficeClient } from '@oce/office/client';
import { SERVICES } from '@oce/office/services';
import { CliError, Progress, say, sayJson } from '@oce/office/output';

interface Line {
  readonly projection?: string;
  readonly collection?: string;
  readonly commits?: number;
  readonly pending?: number;
  readonly done?: boolean;
  readonly error?: string;
}

/** `./oce rebuild [service] [projection]`: builds projections anew while the present ones serve, then switches. */
export async function rebuild(
  home: OfficeHome,
  service: string | undefined,
  projection: string | undefined,
  options: { json?: boolean },
): Promise<void> {
  const { client } = OfficeClient.of(home);
  const services = SERVICES.map((one) => one.name).filter((name) => name !== 'gateway');
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
