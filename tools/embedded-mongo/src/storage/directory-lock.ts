import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Held while a server uses a directory. */
export interface DirectoryLock {
  readonly release: () => Promise<void>;
}

// A socket's name may have about 100 characters, a directory's more: the name is made of a hash.
function socketPath(directory: string): string {
  const hash = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 32);
  const name = `embedded-mongo-${hash}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(path, () => resolve(true));
  });
}

const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/**
 * Takes a directory for one server alone, because each keeps its own list of collections in memory. The lock is a local
 * socket: a killed server answers it no more, so that the next one may take over. Errors: another server has it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true });
  const path = socketPath(directory);
  const server = createServer((socket) => socket.destroy()).unref();
  if (!(await listen(server, path))) {
    if (await isAnswered(path)) throw new Error(`another server uses the directory ${directory}`);
    rmSync(path, { force: true });
    if (!(await listen(server, path))) throw new Error(`another server uses the directory ${directory}`);
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}
