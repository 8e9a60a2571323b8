import { jetstreamManager } from '@nats-io/jetstream';
import { connectToLog } from '@oce/event-store';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

const SIZE = '32m';
const PIECE = Buffer.alloc(4096);
const MOUNT = `mount -t tmpfs -o size=${SIZE} tmpfs "$0" && exec "$@"`;
const IN_OWN_NAMESPACE = ['unshare', '--mount', '--map-root-user', 'sh', '-c', MOUNT];

/** Whether the system lets us mount a disk that only one program and its children see. */
let isPossible: boolean | undefined;
function canMount(folder: string): boolean {
  const [program = '', ...args] = [...IN_OWN_NAMESPACE, folder, 'true'];
  return (isPossible ??= spawnSync(program, args).status === 0);
}

/** The command line of a program that has a small disk of its own at a folder; as it was where that cannot be. */
export const onDiskOfItsOwn = (folder: string, command: readonly string[]): readonly string[] =>
  canMount(folder) ? [...IN_OWN_NAMESPACE, folder, ...command] : command;

/** As much of an office as its disk is known by. */
interface OfficeOnDisk {
  readonly home: { path(...names: string[]): string };
  readonly supervisor: { readonly pid?: number };
  readonly secrets: { readonly nats: Readonly<Record<string, string>> };
  readonly run: { readonly nats: { readonly url: string } };
}

/** The log's disk, to be filled and cleared. */
export interface Disk {
  readonly kind: 'a small disk' | 'a limit of the stream';
  fill(): Promise<void>;
  clear(): Promise<void>;
}

/** The small disk that an office was started with, or a limit of the stream: the server then refuses as for a full disk. */
export function diskOf(office: OfficeOnDisk): Disk {
  return isPossible ? smallDisk(office) : streamLimit(office);
}

function smallDisk({ home, supervisor }: OfficeOnDisk): Disk {
  // As the processes of the office see it.
  const file = `/proc/${supervisor.pid}/root${home.path('nats')}/fill`;
  return {
    kind: 'a small disk',
    async fill() {
      const handle = openSync(file, 'w');
      try {
        for (;;) writeSync(handle, PIECE);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(handle);
      }
    },
    clear: async () => rmSync(file),
  };
}

function streamLimit(office: OfficeOnDisk): Disk {
  const limitTo = async (limitOf: (bytes: number) => number) => {
    const pass = office.secrets.nats['admin'];
    const connection = await connectToLog({
      servers: office.run.nats.url,
      user: 'admin',
      pass,
      name: 'admin',
    });
    const { streams } = await jetstreamManager(connection);
    const { config, state } = await streams.info('OCE');
    await streams.update('OCE', { ...config, max_bytes: limitOf(state.bytes) });
    await connection.close();
  };
  return {
    kind: 'a limit of the stream',
    // One ticket more may fit.
    fill: () => limitTo((bytes) => bytes + 700),
    clear: () => limitTo(() => -1),
  };
}
