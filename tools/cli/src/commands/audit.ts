import { connectToLog, JetStreamEventStore } from '@oce/event-store';
import { upcast } from '@oce/contracts';
import { declaredProjections } from '@oce/audit';
import { printReport } from '../audit-report';
import { runAudit, type AuditOptions } from '@oce/audit';
import { OfficeHome } from '@oce/office/home';
import { readRun } from '@oce/office/run-state';
import { CliError, Progress, sayJson } from '@oce/office/output';
import { openLog } from './events';

export interface AuditCommandOptions {
  /** A log anywhere; without it the one of the office that runs in the home. */
  readonly nats?: string;
  readonly user?: string;
  readonly password?: string;
  /** Its collections; without it those of the office. */
  readonly mongodb?: string;
  readonly collections: boolean;
  readonly patience: number;
  readonly json?: boolean;
}

/** `./oce audit`: replays the log without the services and proves what must hold. Exit status 0 only where all does. */
export async function audit(options: AuditCommandOptions): Promise<number> {
  const { store, close } = await logOf(options);
  const reading = new Progress('reading the log');
  const comparing = new Progress('comparing collections');
  let compared = 0;
  try {
    const report = await runAudit({
      log: store,
      patienceMs: options.patience * 1_000,
      collections: await collectionsOf(options, (name) => comparing.tick(++compared, undefined, name)),
      onProgress: (commits, total) => reading.tick(commits, total, 'commits'),
      onRead: (commits) => reading.done(`${commits.toLocaleString('en')} commits`),
    });
    if (compared > 0) comparing.done(`${compared} collections`);
    if (options.json) sayJson(report);
    else printReport(report);
    return report.clean ? 0 : 1;
  } finally {
    await close();
  }
}

async function logOf({ nats, user, password }: AuditCommandOptions) {
  if (nats === undefined) {
    const home = new OfficeHome();
    if (!readRun(home)) throw new CliError('No office is running here. Start it: ./oce up --detach', 3);
    return openLog(home);
  }
  const connection = await connectToLog({ servers: nats, user, pass: password, name: 'audit' });
  const store = new JetStreamEventStore(connection, { upcast });
  return {
    store,
    async close() {
      store.close();
      await connection.close();
    },
  };
}

async function collectionsOf(
  { collections, mongodb, nats, patience }: AuditCommandOptions,
  onProgress: (collection: string) => void,
): Promise<AuditOptions['collections']> {
  if (!collections) return undefined;
  const mongoUri = mongodb ?? (nats === undefined ? readRun(new OfficeHome())?.mongo.uri : undefined);
  if (mongoUri === undefined)
    throw new CliError(
      'Which collections? Say --mongodb <uri>, or --no-collections to audit the log alone.',
      2,
    );
  const prefix = process.env['MONGODB_PREFIX'] ?? 'oce';
  const declared = await declaredProjections();
  return { mongoUri, prefix, declared, patienceMs: patience * 1_000, onProgress };
}
