import { findContexts } from '@oce/contexts';
import { OfficeHome } from '@oce/office/home';
import { CliError, say, sayJson } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, wholeNumber } from '../options';

interface SkipOptions {
  readonly reason: string;
  readonly json?: boolean;
}

export const command: CommandEntry = {
  name: 'skip',
  group: 'An operator’s work',
  order: 2,
  description:
    'pass a commit by at which a projection or policy stands still, as ./oce status says; the log keeps it',
  arguments: [
    ['<context>', 'the service: collection'],
    ['<follower>', 'the projection or policy'],
    ['<position>', 'of the commit in the log'],
  ],
  options: () => [
    new Option('--reason <text>', 'why it may be passed by; kept in the log').makeOptionMandatory(),
    json('the answer of the service as JSON'),
  ],
  run: skip,
};

/** What the commit said is missing from then on in what follows from it: an operator's decision, and recorded as such. */
async function skip(options: SkipOptions, context: string, follower: string, at: string): Promise<void> {
  const position = wholeNumber(at);
  const { OfficeClient } = await import('@oce/office/client');
  const names = findContexts().map(({ name }) => name);
  if (!names.includes(context))
    throw new CliError(`There is no context ${context}. There are: ${names.join(', ')}.`);
  const { client } = OfficeClient.of(new OfficeHome());
  const body = { follower, position, reason: options.reason };
  const answer = await client.call('POST', `${context}/operations/skips`, body);
  if (options.json) sayJson(answer);
  else say(`${context} ${follower} passes by the commit at position ${position}, and goes on.`);
}
