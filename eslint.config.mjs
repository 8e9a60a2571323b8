import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { pureRules } from './tools/tidy/lint/pure.mjs';

const specs = ['**/*.spec.ts', '**/*.contract.ts', '**/test/**/*.ts'];

/** Domain code: what it decides depends on its arguments alone. */
const pure = [
  '**/*.{decider,decide,evolve,state,events,commands,projection,policy}.ts',
  'services/**/{settlement,grading}/**/*.ts',
  'libs/{bank-files,claims,event-sourcing,quantities,identifiers,contracts}/src/**/*.ts',
];
/** Writes claims and facts, under command ids of its own. */
const notPure = ['libs/claims/src/reservations.ts'];

const size = (lines) => ({ max: lines, skipBlankLines: false, skipComments: false });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'tools/tidy/fixtures/**', '.nx/**', '.oce/**'] },
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
            { sourceTag: 'type:runner', onlyDependOnLibsWithTags: ['type:lib', 'type:app'] },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: specs,
    rules: { 'max-lines': ['error', size(200)], 'max-lines-per-function': ['error', size(50)] },
  },
  { files: specs, rules: { 'max-lines': ['error', size(400)] } },
  { files: pure, ignores: [...specs, ...notPure], rules: pureRules },
);
