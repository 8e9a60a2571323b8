import type { RecordedCommit } from '@oce/event-sourcing';
import { OfficeHome } from '@oce/office/home';
import type { OpenLog } from '@oce/office/open-log';
import { CliError, inRed, say } from '@oce/office/output';
import { Option } from 'commander';
import type { CommandEntry } from '../command';
import { json, wholeNumber } from '../options';

interface EventsOptions {
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly stream?: string;
  readonly subject: string;
  readonly type?: string;
  readonly after: number;
  readonly limit?: number;
}

/** A commit that cannot be read, with the text that the log holds. */
type Printed = RecordedCommit & { readonly raw?: string };

export const command: CommandEntry = {
  name: 'events',
  group: 'What it holds',
  order: 1,
  description: 'read the log, or follow it; what cannot be read is printed as it is, with its fault',
  options: () => [
    new Option('-f, --follow', 'go on with what comes, until Ctrl-C'),
    new Option('--stream <name>', 'another stream than the one that contexts share'),
    new Option('-s, --subject <filter>', 'NATS filter: evt.collection.delivery.*, evt.payments.>').default(
      'evt.>',
    ),
    new Option('-t, --type <event>', 'only commits with an event of this type'),
    new Option('-a, --after <position>', 'behind this position of the log').argParser(wholeNumber).default(0),
    new Option('-n, --limit <count>', 'at most so many commits').argParser(wholeNumber),
    json('a commit a line, as JSON'),
  ],
  run: events,
};

async function events(options: EventsOptions): Promise<void> {
  const { openLog } = await import('@oce/office/open-log');
  const log = await openLog(new OfficeHome());
  try {
    await print(log, options);
  } finally {
    await log.close();
  }
}

async function print(log: OpenLog, options: EventsOptions): Promise<void> {
  const names = log.streams.map(({ stream }) => stream);
  const store = log.streams.find(({ stream }) => stream === (options.stream ?? names[0]));
  if (!store) throw new CliError(`There is no stream ${options.stream}. There are: ${names.join(', ')}.`);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let printed = 0;
  const subscription = store.read({
    subjects: [options.subject],
    types: options.type ? [options.type] : undefined,
    after: options.after,
    maxBatch: 1_000,
    stopWhenCaughtUp: !options.follow,
    signal: stop.signal,
  });
  for await (const { commits } of subscription) {
    for (const commit of commits) {
      if (options.type && !commit.events.some((event) => event.type === options.type)) continue;
      const whole = await withRaw(commit, log, store.stream);
      say(options.json ? JSON.stringify(whole) : asText(whole));
      if (++printed === options.limit) stop.abort();
      if (stop.signal.aborted) return;
    }
    if (stop.signal.aborted) return;
  }
}

async function withRaw(commit: RecordedCommit, log: OpenLog, stream: string): Promise<Printed> {
  return commit.fault === undefined ? commit : { ...commit, raw: await log.rawText(stream, commit.position) };
}

/** A commit for people: where, when and by whom, and a line an event. */
export function asText(commit: Printed, red = inRed): string {
  const { position, ref, fault, raw } = commit;
  const place = `${String(position).padStart(8)}  `;
  // Written out here: a subject that nobody may write to is printed as well.
  const subject = `evt.${ref.context}.${ref.aggregate}.${ref.id}`;
  if (fault !== undefined) {
    const words = red(`cannot be read: ${fault}`);
    return `${place}${commit.acceptedAt}  ${subject}  ${words}\n          ${raw ?? ''}`;
  }
  const head = `${place}${commit.at}  ${subject} v${commit.version}  by ${commit.actor}`;
  const lines = commit.events.map((event) => `          ${event.type}  ${JSON.stringify(event.data)}`);
  return [head, ...lines].join('\n');
}
