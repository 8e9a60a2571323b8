import type { RecordedCommit } from '@oce/event-sourcing';
import { connectToLog, JetStreamEventStore, subjectOf } from '@oce/event-store';
import { upcast } from '@oce/contracts';
import { adminOf } from '@oce/office/infrastructure';
import type { OfficeHome } from '@oce/office/home';
import { readRun } from '@oce/office/run-state';
import { openSecrets } from '@oce/office/secrets';
import { CliError, say } from '@oce/office/output';

export interface EventsOptions {
  readonly follow?: boolean;
  readonly json?: boolean;
  readonly subject: string;
  readonly type?: string;
  readonly after: number;
  readonly limit?: number;
}

/** `./oce events`: reads the log, filtered, as text or JSON lines; with --follow until Ctrl-C. */
export async function events(home: OfficeHome, options: EventsOptions): Promise<void> {
  const { store, close } = await openLog(home);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  let printed = 0;
  const subscription = store.read({
    subjects: [options.subject],
    after: options.after,
    maxBatch: 1_000,
    stopWhenCaughtUp: !options.follow,
    signal: stop.signal,
  });
  for await (const { commits } of subscription) {
    for (const commit of commits) {
      if (options.type && !commit.events.some((event) => event.type === options.type)) continue;
      say(options.json ? JSON.stringify(commit) : asText(commit));
      if (++printed === options.limit) stop.abort();
      if (stop.signal.aborted) break;
    }
    if (stop.signal.aborted) break;
  }
  await close();
}

/** The log of the office that runs in a home, read as the administrator. */
export async function openLog(
  home: OfficeHome,
): Promise<{ store: JetStreamEventStore; close(): Promise<void> }> {
  const run = readRun(home);
  if (!run) throw new CliError('No office is running here. Start it: ./oce up --detach');
  const connection = await connectToLog({
    servers: run.nats.url,
    ...adminOf(run.nats, openSecrets(home)),
    name: 'cli',
  });
  const store = new JetStreamEventStore(connection, { upcast });
  return {
    store,
    async close() {
      store.close();
      await connection.close();
    },
  };
}

function asText(commit: RecordedCommit): string {
  const head = `${String(commit.position).padStart(8)}  ${commit.at}  ${subjectOf(commit.ref)} v${commit.version}  by ${commit.actor}`;
  const lines = commit.events.map((event) => `          ${event.type}  ${JSON.stringify(event.data)}`);
  return [head, ...lines].join('\n');
}
