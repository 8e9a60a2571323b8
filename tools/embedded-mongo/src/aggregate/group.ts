import { type Doc, type Value, isDoc } from '../bson/values';
import { MongoError } from '../errors';
import { identityOf } from '../keys/encode-key';
import { Row } from '../plan/rows';
import { type Accumulator, parseAccumulator } from './accumulators';
import { type Expression, parseExpression } from './expression';

interface GroupField {
  readonly name: string;
  readonly make: () => Accumulator;
  readonly expression: Expression;
}

interface Group {
  readonly id: Value;
  readonly accumulators: readonly Accumulator[];
}

function parseFields(spec: Doc): GroupField[] {
  return [...spec]
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      if (name.includes('.')) throw new MongoError(40235, `The field name '${name}' cannot contain '.'`);
      if (name.startsWith('$'))
        throw new MongoError(40236, `The field name '${name}' cannot be an operator name`);
      const { make, argument } = parseAccumulator(name, value);
      return { name, make, expression: parseExpression(argument) };
    });
}

/** `$group`: documents whose `_id` expression is equal by value share a group. Errors: 15947, 15955, 15952. */
export function group(spec: Value): (rows: Iterable<Row>) => Iterable<Row> {
  if (!isDoc(spec)) throw new MongoError(15947, "a group's fields must be specified in an object");
  const idSpec = spec.get('_id');
  if (idSpec === undefined) throw new MongoError(15955, 'a group specification must include an _id');
  const idExpression = parseExpression(idSpec);
  const fields = parseFields(spec);
  return function* (rows) {
    const groups = new Map<string, Group>();
    for (const row of rows) {
      const id = idExpression(row) ?? null;
      const identity = identityOf(id);
      let found = groups.get(identity);
      if (!found) {
        found = { id, accumulators: fields.map(({ make }) => make()) };
        groups.set(identity, found);
      }
      for (const [i, { expression }] of fields.entries()) found.accumulators[i]?.add(expression(row));
    }
    for (const { id, accumulators } of groups.values()) {
      const doc: Doc = new Map([['_id', id]]);
      fields.forEach(({ name }, i) => doc.set(name, (accumulators[i] as Accumulator).result()));
      yield Row.of(doc);
    }
  };
}
