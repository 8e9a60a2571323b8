/** The rules of this library that an input can break; stable names, fit to be answered to a caller. */
export type QuantitySlug =
  | 'not_an_integer'
  | 'out_of_range'
  | 'malformed_decimal'
  | 'too_many_decimals'
  | 'zero_denominator'
  | 'no_weights'
  | 'negative_weight'
  | 'zero_weights'
  | 'negative_weight_grams'
  | 'negative_coefficient'
  | 'rate_not_positive'
  | 'malformed_currency'
  | 'no_rate_in_force'
  | 'ambiguous_rate'
  | 'malformed_instant'
  | 'malformed_date';

/** Thrown by every function of this library; `slug` says which rule was broken. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError';

  constructor(
    readonly slug: QuantitySlug,
    message: string,
  ) {
    super(message);
  }
}
