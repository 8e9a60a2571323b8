import { workspaceRoot } from '@oce/local-servers/testing';
import { join } from 'node:path';
import ts from 'typescript';

/** Where the texts below pretend to stand: beside this file, whose imports they share. */
const FILE = join(__dirname, 'pretended.ts');
const HEAD = `
import { defineAggregate, defineEvents, event, type Command } from '@oce/event-sourcing';
import { policyOn, sendTo } from './policy';
const events = defineEvents(
  { stream: 'LOG', context: 'yard', aggregate: 'crate' },
  { CrateCame: event<{ crateId: string; grams: number }>() },
);
type Weigh = Command<'Weigh', { grams: number }>;
type Grade = Command<'Grade', { grade: string }> & { readonly facts: { readonly limit: number } };
type Seal = Command<'Seal', { by: string }> & { readonly sealed: { readonly name: string } };
declare const crate: ReturnType<typeof defineAggregate<object, Weigh | Grade | Seal, typeof events>>;
`;

/** What the compiler says against a text. */
function errorsOf(text: string): string[] {
  const { config } = ts.readConfigFile(join(workspaceRoot(), 'tsconfig.base.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, composite: false, incremental: false, noEmit: true, types: [] },
    workspaceRoot(),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, ...more) =>
    name === FILE
      ? ts.createSourceFile(name, HEAD + text, ts.ScriptTarget.ES2022, true)
      : getSourceFile(name, ...more);
  const program = ts.createProgram([FILE], options, host);
  return program
    .getSemanticDiagnostics(program.getSourceFile(FILE))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('the compiler', () => {
  it('takes a command of the aggregate with its data', () => {
    expect(errorsOf("sendTo(crate, 'C-1', 'Weigh', { grams: 1 });")).toEqual([]);
  });

  it.each([
    ['that the aggregate does not have', "sendTo(crate, 'C-1', 'Weight', { grams: 1 });", '"Weight"'],
    ['with a field of another type', "sendTo(crate, 'C-1', 'Weigh', { grams: '1' });", "'string'"],
    ['with a field missing', "sendTo(crate, 'C-1', 'Weigh', {});", "'grams'"],
    ['that needs facts', "sendTo(crate, 'C-1', 'Grade', { grade: 'extra' });", '"Grade"'],
    ['that needs something sealed', "sendTo(crate, 'C-1', 'Seal', { by: 'somebody' });", '"Seal"'],
  ])('refuses a command %s', (_what, text, named) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(named);
  });

  it('gives a policy the type of the events that it names', () => {
    const policy = (field: string) =>
      `policyOn(events.CrateCame)({ name: 'weigh', react: ({ data }) => [sendTo(crate, data.crateId, 'Weigh', { grams: data.${field} })] });`;
    expect(errorsOf(policy('grams'))).toEqual([]);
    expect(errorsOf(policy('weight'))).toEqual([expect.stringContaining("'weight'")]);
  });
});
