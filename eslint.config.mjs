import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { pureRules } from './tools/tidy/lint/pure.mjs';

const specs = ['**/*.spec.ts', '**/*.contract.ts', '**/test/**/*.ts'];

/** Domain code: what it decides depends on its arguments alone. */
const pure = [
  '**/*.{decider,decide,evolve,state,events,commands,projection,policy}.ts',
  'services/**/{settlement,grading}/**/*.ts',
  'libs/{claims,event-sourcing,quantities,identifiers,contracts}/src/**/*.ts',
];
/** Writes claims and facts, under command ids of its own. */
const notPure = ['libs/claims/src/reservations.ts'];

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
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          enforceBuildableLibDependency: false,
          depConstraints: [
            { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
            // A service never imports a service: contexts meet in libs/contracts.
            { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'] },
            // What runs contexts finds them by their folders and loads them by their manifests.
            { sourceTag: 'type:runner', onlyDependOnLibsWithTags: ['type:lib', 'type:runner'] },
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
