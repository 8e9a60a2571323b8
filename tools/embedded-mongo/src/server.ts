import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Arguments, checkGenericFields, ownFields } from './commands/arguments';
import { checkDatabaseName } from './commands/context';
import { commandNamed } from './commands/registry';
import { Cursors } from './cursors';
import { type DirectoryLock, lockDirectory } from './storage/directory-lock';
import { DocumentStore } from './storage/document-store';
import { openEnvironment } from './storage/environment';
import { WriteQueue } from './storage/write-queue';
import { serveConnection } from './wire/connection';
import type { Command } from './wire/messages';
import type { Reply } from './wire/replies';

export interface ServerOptions {
  /** The directory of the data; made where there is none. */
  readonly path: string;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  readonly host?: string;
  /** How long a cursor may lie unused before it is closed. */
  readonly idleCursorMs?: number;
}

/** A server that runs. */
export interface EmbeddedMongo {
  readonly uri: string;
  readonly port: number;
  /** Commits what waits, ends the connections, closes the data. */
  readonly close: () => Promise<void>;
}

const IDLE_CURSOR_MS = 10 * 60 * 1000;

function dispatch(
  store: DocumentStore,
  queue: WriteQueue,
  cursors: Cursors,
  command: Command,
): Promise<Reply> {
  const definition = commandNamed(command.name);
  const generic = new Arguments(command.name, command.body);
  checkGenericFields(generic);
  const db = generic.string('$db') ?? 'admin';
  checkDatabaseName(db);
  const args = new Arguments(command.name, ownFields(command.body));
  if (definition.fields !== 'any') args.allow(definition.fields, definition.refused);
  const maxTimeMs = generic.nonNegative('maxTimeMS') ?? 0;
  const deadlineMs = maxTimeMs > 0 ? performance.now() + maxTimeMs : undefined;
  const context = { store, cursors, command, args, db, deadlineMs };
  const run = (): Reply => definition.run(context);
  return definition.isWrite ? queue.write(run) : Promise.resolve(run());
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Opens the data and listens; what is opened is closed by the `close` given back, or here where listening fails. */
async function serve(options: ServerOptions, lock: DirectoryLock): Promise<EmbeddedMongo> {
  const { path, port = 0, host = '127.0.0.1', idleCursorMs = IDLE_CURSOR_MS } = options;
  const environment = openEnvironment(path);
  const store = new DocumentStore(environment);
  const queue = new WriteQueue(store);
  const cursors = new Cursors(idleCursorMs);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveConnection(socket, async (command) => dispatch(store, queue, cursors, command));
  });
  const sweep = setInterval(() => cursors.expire(), Math.min(idleCursorMs, 30_000));
  sweep.unref();
  const close = async (): Promise<void> => {
    clearInterval(sweep);
    queue.close();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
    await environment.root.close();
    await lock.release();
  };
  try {
    const boundPort = await listen(server, port, host);
    return { uri: `mongodb://${host}:${boundPort}/?directConnection=true`, port: boundPort, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Starts a server that speaks MongoDB's wire protocol on a directory of its own. An acknowledged write is on the disk.
 * Errors: those of the directory, another server's use of it among them, and of the port.
 */
export async function startEmbeddedMongo(options: ServerOptions): Promise<EmbeddedMongo> {
  return serve(options, await lockDirectory(options.path));
}
