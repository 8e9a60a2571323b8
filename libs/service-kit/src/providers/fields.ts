/**
 * What goes out of a document, field by field: a new field of a document reaches nobody by itself, nor do its key and its
 * position. `const shown = fields<LotDocument>()('lotId', 'grade', 'netGrams')`.
 */
export function fields<Doc extends object>() {
  return <Name extends keyof Doc & string>(...names: readonly Name[]) =>
    (document: Doc): Pick<Doc, Name> => {
      const shown = {} as Pick<Doc, Name>;
      for (const name of names) shown[name] = document[name];
      return shown;
    };
}
