import { integerOf } from '../bson/integers';
import { type Doc, type Value, isDoc } from '../bson/values';
import { notImplemented } from '../errors';
import type { Query, Row } from '../plan/rows';
import { and } from '../query/node';
import { parseFilter } from '../query/parse-filter';
import { parseSort } from '../query/parse-sort';
import { parseStage, type Stage } from './stages';

/** A pipeline: what the collection's query can do of it, and the stages after that. */
export interface Pipeline {
  readonly query: Query;
  readonly stages: readonly Stage[];
}

const stageNamed = (stage: Value | undefined, name: string): Value | undefined =>
  isDoc(stage) && stage.size === 1 ? stage.get(name) : undefined;

/**
 * Compiles a pipeline. A `$match`, a `$sort` and a `$limit` at its head become the query, so that indexes serve them.
 * Errors: 238 for stages that write, 40324 for unknown ones.
 */
export function parsePipeline(specs: readonly Value[]): Pipeline {
  for (const spec of specs) {
    for (const name of ['$out', '$merge']) {
      if (stageNamed(spec, name) !== undefined) throw notImplemented(`the ${name} stage`);
    }
  }
  // Every stage is compiled, so that what is wrong with one is said even where the query takes it over.
  const stages = specs.map(parseStage);
  let taken = 0;
  let filter: Doc | undefined;
  const match = stageNamed(specs[taken], '$match');
  if (isDoc(match)) {
    filter = match;
    taken += 1;
  }
  const sort = stageNamed(specs[taken], '$sort');
  if (isDoc(sort)) taken += 1;
  const limit = integerOf(stageNamed(specs[taken], '$limit'));
  if (limit !== undefined) taken += 1;
  return {
    query: {
      filter: filter ? parseFilter(filter) : and([]),
      sort: isDoc(sort) ? parseSort(sort) : undefined,
      limit,
    },
    stages: stages.slice(taken),
  };
}

export const runStages = (rows: Iterable<Row>, stages: readonly Stage[]): Iterable<Row> =>
  stages.reduce((stream, stage) => stage(stream), rows);
