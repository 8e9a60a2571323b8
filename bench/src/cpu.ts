import { readFile } from 'node:fs/promises';

/** Ticks of /proc a second, as Linux has them for user space everywhere. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that a process has used; 0 where it has ended. */
export async function cpuSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

/** What processes use between two moments, in processor seconds: tells a slow program from a busy machine. */
export class CpuUse {
  private readonly before = new Map<string, number>();

  private constructor(private readonly pids: Readonly<Record<string, number>>) {}

  static async from(pids: Readonly<Record<string, number>>): Promise<CpuUse> {
    const use = new CpuUse(pids);
    for (const [name, pid] of Object.entries(pids)) use.before.set(name, await cpuSeconds(pid));
    return use;
  }

  /** By name, as a detail of a figure. */
  async since(): Promise<Record<string, number>> {
    const used: Record<string, number> = {};
    for (const [name, pid] of Object.entries(this.pids)) {
      const seconds = (await cpuSeconds(pid)) - (this.before.get(name) ?? 0);
      used[`${name}CpuSeconds`] = Math.round(seconds * 100) / 100;
    }
    return used;
  }
}
