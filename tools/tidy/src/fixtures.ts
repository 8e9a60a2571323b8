import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text that pretends to stand at a path, and the rule that must fire there (`nothing` for a good twin). */
export interface Fixture {
  readonly as: string;
  readonly breaks: string;
  readonly code: string;
}

const HEAD = /^\/\/# as (?<as>\S+) breaks (?<breaks>\S+)$/m;

/** The blocks of a folder's fixtures; each begins with a line `//# as <path> breaks <rule>`. */
export function readFixtures(folder: string): Fixture[] {
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split(/^(?=\/\/# )/m)
      .slice(1)
      .map((block) => {
        const { as = '', breaks = '' } = HEAD.exec(block)?.groups ?? {};
        return { as, breaks, code: block.slice(block.indexOf('\n') + 1) };
      }),
  );
}
