import { posix } from 'node:path';
import ts from 'typescript';
import type { TextFile } from './checkout';

type Imports = ReadonlyMap<string, readonly string[]>;
const graphs = new WeakMap<readonly TextFile[], Imports>();

/** What each TypeScript file imports by a relative path, types too; a folder stands for its index. */
function importsOf(all: readonly TextFile[]): Imports {
  const sources = all.filter(({ path }) => path.endsWith('.ts'));
  const known = new Set(sources.map(({ path }) => path));
  return new Map(
    sources.map(({ path, text }) => {
      const targets = ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
        if (!fileName.startsWith('.')) return [];
        const target = posix.join(posix.dirname(path), fileName);
        return [`${target}.ts`, `${target}/index.ts`].filter((one) => known.has(one));
      });
      return [path, targets];
    }),
  );
}

/** The shortest way from a file through what it imports back to itself; undefined where there is none. */
export function circleFrom(path: string, all: readonly TextFile[]): readonly string[] | undefined {
  let imports = graphs.get(all);
  if (imports === undefined) graphs.set(all, (imports = importsOf(all)));
  const seen = new Set<string>();
  let ways: (readonly string[])[] = [[path]];
  while (ways.length > 0) {
    const further: (readonly string[])[] = [];
    for (const way of ways) {
      for (const next of imports.get(way.at(-1) ?? '') ?? []) {
        if (next === path) return way;
        if (seen.has(next)) continue;
        seen.add(next);
        further.push([...way, next]);
      }
    }
    ways = further;
  }
  return undefined;
}
