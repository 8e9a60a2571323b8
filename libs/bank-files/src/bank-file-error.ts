/** What a bank file, ours or the bank's, may break; stable names. */
export type BankFileSlug =
  | 'no_transfers'
  | 'id_missing'
  | 'id_too_long'
  | 'id_characters'
  | 'id_repeated'
  | 'amount_not_positive'
  | 'iban_invalid'
  | 'bic_invalid'
  | 'malformed_date'
  | 'malformed_instant'
  | 'too_large'
  | 'doctype_refused'
  | 'entity_refused'
  | 'malformed_xml'
  | 'text_too_long'
  | 'encoding_not_read'
  | 'encoding_contradicted'
  | 'unknown_message'
  | 'wrong_namespace'
  | 'version_not_read'
  | 'other_original_message'
  | 'element_missing'
  | 'element_repeated'
  | 'malformed_amount'
  | 'malformed_count'
  | 'malformed_indicator'
  | 'day_out_of_bounds';

/**
 * A bank file that cannot be written or read. `path` says where ("Document/.../TxInfAndSts[2]/TxSts", or the field of
 * a transfer file); the message repeats neither names nor account numbers.
 */
export class BankFileError extends Error {
  override readonly name = 'BankFileError';

  constructor(
    readonly slug: BankFileSlug,
    readonly path: string,
    message: string,
  ) {
    super(message);
  }
}

/** Refuses a file for a rule it breaks. */
export function refuse(condition: boolean, slug: BankFileSlug, path: string, message: string): void {
  if (condition) throw new BankFileError(slug, path, message);
}
