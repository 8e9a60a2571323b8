import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pureRules } from './tools/tidy/lint/pure.mjs';
import { plainLiterals } from './tools/tidy/lint/plain-literals.mjs';

const specs = ['**/*.spec.ts', '**/*.contract.ts', '**/test/**/*.ts'];

/** Pure by its folder, or by what a file defines: what it says depends on its arguments alone. */
const pure = [
  'services/*/src/**/domain/**/*.ts',
  'services/*/src/**/reactions/when-*.ts',
  'libs/{bank-files,claims,event-sourcing,quantities,origins,identifiers,contracts}/src/**/*.ts',
  ...projections(),
];
/** Writes claims and facts, under command ids of its own. */
const notPure = ['libs/claims/src/reservations.ts'];

/** The files of services that define a projection: they stand beside the queries that read it. */
function projections() {
  const services = join(import.meta.dirname, 'services');
  return readdirSync(services, { recursive: true })
    .filter(
      (file) => /\/src\/.*\/reads\/[^/]*(?<!\.spec)\.ts$/.test(`/${file}`) && !file.includes('node_modules'),
    )
    .filter((file) => readFileSync(join(services, file), 'utf8').includes('projectionFrom('))
    .map((file) => `services/${file}`);
}

/** The audit knows events by what is generated, and postings and rules by what it works out itself. */
const auditReads = {
  paths: [{ name: '@oce/contracts', message: 'The audit shares no code with what it checks.' }],
};

const size = (lines) => ({ max: lines, skipBlankLines: false, skipComments: false });

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'tools/tidy/fixtures/**',
      'tools/office/templates/**',
      '.nx/**',
      '.oce/**',
    ],
  },
  // A rule that may be switched off in a comment is not a rule.
  { linterOptions: { noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-syntax': ['error', ...plainLiterals],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          enforceBuildableLibDependency: false,
          // What takes long to load is loaded when it is asked for, and named in types before.
          checkDynamicDependenciesExceptions: ['.*'],
          depConstraints: [
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
            // A service never imports a service: contexts meet in libs/contracts.
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'] },
            // What runs contexts finds them by their folders and loads them by their manifests.
            { sourceTag: 'type:tool', onlyDependOnLibsWithTags: ['type:lib', 'type:tool'] },
            { sourceTag: 'type:runner', onlyDependOnLibsWithTags: ['type:lib', 'type:tool'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: specs,
    rules: { 'max-lines': ['error', size(300)], 'max-lines-per-function': ['error', size(50)] },
  },
  { files: specs, rules: { 'max-lines': ['error', size(500)] } },
  { files: ['tools/audit/src/**/*.ts'], rules: { 'no-restricted-imports': ['error', auditReads] } },
  { files: pure, ignores: [...specs, ...notPure], rules: pureRules },
);
