import { posix } from 'node:path';
import type { TextFile } from './checkout';
import { circleFrom } from './import-circles';

/** One thing that is held everywhere: what is wrong with a file, each fault a sentence. */
export interface TidyRule {
  readonly name: string;
  faults(file: TextFile, all: readonly TextFile[]): string[];
}

const isCode = (path: string) => /\.(ts|mjs|cjs|js)$/.test(path);
const isSpec = (path: string) => /\.(spec|contract)\.ts$|(^|\/)test\/.*\.ts$/.test(path);

/** A rule on lines: names the line of every match. */
function lineRule(name: string, concerns: (path: string) => boolean, pattern: RegExp): TidyRule {
  return {
    name,
    faults({ path, text }) {
      if (!concerns(path)) return [];
      return text
        .split('\n')
        .flatMap((line, at) =>
          pattern.test(line) ? [`${path}:${at + 1} has ${JSON.stringify(line.trim().slice(0, 80))}`] : [],
        );
    },
  };
}

const sizes: TidyRule = {
  name: 'sizes',
  faults({ path, text }) {
    if (!path.endsWith('.ts')) return [];
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    const most = isSpec(path) ? 500 : 300;
    return lines > most ? [`${path} has ${lines} lines, ${most} at most`] : [];
  },
};

const staysInside: TidyRule = {
  name: 'stays-inside',
  faults({ path, text }) {
    const leaving = (text.match(/(?:\.\.\/)+[\w./-]*/g) ?? []).filter((one) =>
      posix.join(posix.dirname(path), one).startsWith('..'),
    );
    return leaving.map((one) => `${path} leaves the checkout: ${one}`);
  },
};

const APP = 'type:app';
const TAGS = ['type:lib', 'type:tool', 'type:runner'];
/** The folder of a context says no more than Nx must know of it; a library and a tool are packages. */
const packages: TidyRule = {
  name: 'packages',
  faults({ path, text }) {
    if (/^(libs|services|tools)\/[^/]+\/README\.md$/.test(path))
      return [`${path}: a package tells of itself in its code`];
    if (/^services\/[^/]+\/package\.json$/.test(path))
      return [`${path}: a context is found by its folder; it needs a project.json and no package.json`];
    if (/^services\/[^/]+\/project\.json$/.test(path)) return faultsOfProject(path, text);
    if (!/^(libs|tools)\/[^/]+\/package\.json$|^bench\/package\.json$/.test(path)) return [];
    const { name, private: isPrivate, nx } = JSON.parse(text) as PackageFile;
    const faults: string[] = [];
    if (!name?.startsWith('@oce/')) faults.push(`${path} is not named @oce/…`);
    if (!isPrivate) faults.push(`${path} is not private`);
    if ((nx?.tags ?? []).filter((tag) => TAGS.includes(tag)).length !== 1)
      faults.push(`${path} needs one of the tags ${TAGS.join(', ')}`);
    return faults;
  },
};

interface PackageFile {
  readonly name?: string;
  readonly private?: boolean;
  readonly nx?: { readonly tags?: readonly string[] };
}

function faultsOfProject(path: string, text: string): string[] {
  const { name, tags = [] } = JSON.parse(text) as { name?: string; tags?: readonly string[] };
  const expected = `@oce/${path.split('/')[1] ?? ''}`;
  const faults: string[] = [];
  if (name !== expected) faults.push(`${path} is not named ${expected}`);
  if (!tags.includes(APP)) faults.push(`${path} needs the tag ${APP}`);
  return faults;
}

const DEFINES = /\bdefineAggregate<|\bprojectionFrom\(|\bpolicyOn\(/;

/** Aggregates, projections and policies each have a spec in their package that imports them. */
const specs: TidyRule = {
  name: 'specs',
  faults({ path, text }, all) {
    if (!/^services\/[^/]+\/src\/.*\.ts$/.test(path) || isSpec(path) || !DEFINES.test(text)) return [];
    const inPackage = `${path.split('/').slice(0, 2).join('/')}/`;
    const imported = `/${posix.basename(path, '.ts')}'`;
    const isCovered = all.some(
      (other) => other.path.startsWith(inPackage) && isSpec(other.path) && other.text.includes(imported),
    );
    return isCovered ? [] : [`${path} has no spec`];
  },
};

const golden: TidyRule = {
  name: 'golden',
  faults({ path }, all) {
    const type = /^libs\/contracts\/golden\/(\w+)\.v\d+\.json$/.exec(path)?.[1];
    if (!path.startsWith('libs/contracts/golden/')) return [];
    const sources = all.filter((other) => /^libs\/contracts\/src\/[^/]+\.events\.ts$/.test(other.path));
    const isKnown =
      type !== undefined && sources.some((other) => new RegExp(`\\b${type}: event<`).test(other.text));
    return isKnown ? [] : [`${path} is of no event that the contracts know`];
  },
};

/** Files that import each other cannot be read one after the other. Each circle is told of once, by its first file. */
const circles: TidyRule = {
  name: 'circles',
  faults({ path }, all) {
    const circle = path.endsWith('.ts') ? circleFrom(path, all) : undefined;
    const isFirst = circle?.every((one) => path <= one);
    return circle && isFirst ? [`${[...circle, path].join(' imports ')}`] : [];
  },
};

/** What holds everywhere. Functions, boundaries and purity are held by the linter. */
export const TIDY_RULES: readonly TidyRule[] = [
  sizes,
  lineRule('nothing-left-to-do', () => true, /\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b/),
  lineRule(
    'no-absolute-paths',
    () => true,
    /(^|[\s"'`(=:])(\/work\/|\/home\/\w|\/root\/|\/Users\/\w)|\b[A-Z]:\\\\?Users\b/,
  ),
  staysInside,
  lineRule(
    'no-registry-hosts',
    () => true,
    /registry\.(npmjs|yarnpkg)|\bnpmjs\.(org|com)|\bpypi\.org|\bartifactory\b|\bnexus\./i,
  ),
  lineRule(
    'every-test-runs',
    isSpec,
    /\b(describe|it|test)\.(only|skip|todo|failing)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\s*\(/,
  ),
  lineRule(
    'nothing-switched-off',
    isCode,
    /eslint-[d]isable|@ts-[i]gnore|@ts-[n]ocheck|@ts-expect-[e]rror|\bas [a]ny(?=\s*([;,.)\]}|&]|$))/,
  ),
  packages,
  specs,
  golden,
  circles,
];

/** Everything that is wrong in a checkout. */
export function untidy(files: readonly TextFile[]): string[] {
  return files.flatMap((file) =>
    TIDY_RULES.flatMap((rule) => rule.faults(file, files).map((fault) => `${rule.name}: ${fault}`)),
  );
}
