import { insertDocument, toStorable } from '../write/insert';
import { type CommandDefinition, ensureTarget } from './context';
import { runStatements, statementsOf } from './write-statements';

export const insert: CommandDefinition = {
  fields: ['insert', 'documents', 'ordered', 'bypassDocumentValidation'],
  isWrite: true,
  run(context) {
    const documents = statementsOf(context, 'documents');
    const collection = ensureTarget(context);
    let n = 0;
    const errors = runStatements(context, documents, (document) => {
      insertDocument(context.store, collection, toStorable(document));
      n += 1;
    });
    return { n, ...errors, ok: 1 };
  },
};
