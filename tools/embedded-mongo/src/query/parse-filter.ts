import { badValue } from '../errors';
import { type Doc, type Value, isDoc } from '../bson/values';
import { splitPath } from '../paths';
import { and, type Branch, type FilterNode } from './node';
import { parseCondition } from './parse-operators';

const BRANCHES: Readonly<Record<string, Branch['kind']>> = { $and: 'and', $or: 'or', $nor: 'nor' };

function parseBranch(name: string, kind: Branch['kind'], operand: Value): FilterNode {
  if (!Array.isArray(operand)) throw badValue(`${name} must be an array`);
  if (operand.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  const children = operand.map((child) => {
    if (!isDoc(child)) throw badValue('$or/$and/$nor entries need to be full objects');
    return parseFilter(child);
  });
  return kind === 'and' ? and(children) : { kind, children };
}

/** Parses a filter document. Errors: 2 for an operator this server does not know, named in the message. */
export function parseFilter(filter: Doc): FilterNode {
  const nodes: FilterNode[] = [];
  for (const [name, operand] of filter) {
    const kind = Object.hasOwn(BRANCHES, name) ? BRANCHES[name] : undefined;
    if (kind) nodes.push(parseBranch(name, kind, operand));
    else if (name === '$comment') continue;
    else if (name.startsWith('$')) {
      throw badValue(
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
    } else nodes.push(parseCondition(splitPath(name), operand));
  }
  return and(nodes);
}
