import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { definitionsIn, type EventDefinition } from './definitions';

/** A member of an event's data, or of a shape that events share. */
export interface Field {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly doc: string;
}
/** One event type as its source declares it. */
export interface EventType {
  readonly context: string;
  readonly type: string;
  readonly version: number;
  readonly doc: string;
  readonly fields: readonly Field[];
}
/** An interface, or a named type that is not an event. */
export interface Shape {
  readonly name: string;
  readonly doc: string;
  readonly fields: readonly Field[];
  /** For a type that is not an object: what it is. */
  readonly text?: string;
}
export interface ContractSources {
  readonly events: readonly EventType[];
  readonly shapes: readonly Shape[];
}

/** Reads every event type and shared shape out of the sources of the contracts, with their docstrings. */
export function readContracts(folder: string): ContractSources {
  const events: EventType[] = [];
  const shapes: Shape[] = [];
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  for (const file of files.sort()) {
    const text = readFileSync(join(folder, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    events.push(...definitionsIn(source).map(eventOf));
    for (const statement of source.statements) {
      if (ts.isTypeAliasDeclaration(statement)) shapes.push(aliasOf(statement));
      else if (ts.isInterfaceDeclaration(statement)) shapes.push(interfaceOf(statement));
    }
  }
  return { events, shapes: shapes.filter(({ text }) => !text?.startsWith('EventOf<')) };
}

function eventOf({ kind, type, version, data, property }: EventDefinition): EventType {
  const context = kind.context;
  if (!context || !ts.isStringLiteral(context) || !ts.isTypeLiteralNode(data))
    throw new Error(`${type}: a contract names its context, and its data as a literal type`);
  return { context: context.text, type, version, doc: docOf(property), fields: data.members.map(fieldOf) };
}

function aliasOf(alias: ts.TypeAliasDeclaration): Shape {
  return { name: alias.name.text, doc: docOf(alias), fields: [], text: oneLine(alias.type) };
}

function interfaceOf(node: ts.InterfaceDeclaration): Shape {
  const bases = (node.heritageClauses ?? []).flatMap((clause) => clause.types.map((one) => one.getText()));
  const base = bases.map((name) => ({ name: '…', isOptional: false, type: name, doc: `all of ${name}` }));
  return { name: node.name.text, doc: docOf(node), fields: [...base, ...node.members.map(fieldOf)] };
}

function fieldOf(member: ts.TypeElement): Field {
  if (!ts.isPropertySignature(member) || !member.type) throw new Error(`not a field: ${member.getText()}`);
  return {
    name: member.name.getText(),
    isOptional: member.questionToken !== undefined,
    type: oneLine(member.type),
    doc: docOf(member),
  };
}

/** A type on one line, without `readonly` (nothing of an event changes) and without the words within. */
function oneLine(node: ts.TypeNode): string {
  const text = node.getText().replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
  return text.replaceAll('readonly ', '').replaceAll(/\s+/g, ' ').replace(/^\| /, '').trim();
}

function docOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = docs.map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '').join(' ');
  return text.replaceAll(/\s+/g, ' ').trim();
}
