import { OfficeHome } from '@oce/office/home';
import { sayJson } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json } from '../options';
import type { Trace } from '../print-trace';

export const command: CommandEntry = {
  name: 'trace',
  group: 'What it holds',
  order: 3,
  description:
    'where goods came from, down to weigh tickets, and where they went, up to buyers; exit 1 where grams do not add up',
  arguments: [['<goods>', 'id of a lot, a weigh ticket, a tank, a run, a shipment or an order, or an SSCC']],
  options: () => [
    json('nodes and edges as JSON'),
    new Option('--back', 'only where they came from').conflicts('forward'),
    new Option('--forward', 'only where they went'),
  ],
  run: trace,
};

interface TraceOptions {
  readonly json?: boolean;
  readonly back?: boolean;
  readonly forward?: boolean;
}

async function trace(options: TraceOptions, id: string): Promise<number> {
  const { OfficeClient } = await import('@oce/office/client');
  const { client } = OfficeClient.of(new OfficeHome());
  const direction = options.back ? '?direction=back' : options.forward ? '?direction=forward' : '';
  const found = await client.call<Trace>('GET', `traceability/trace/${encodeURIComponent(id)}${direction}`);
  if (options.json) sayJson(found);
  else {
    const { say } = await import('@oce/office/output');
    const { traceInWords } = await import('../print-trace.js');
    for (const line of traceInWords(found)) say(line);
  }
  return found.addsUp ? 0 : 1;
}
