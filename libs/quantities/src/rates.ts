import { parseBusinessDate } from './business-dates';
import { parseDecimal } from './decimals';
import { DEFAULT_ROUNDING, multiplyRatio, type Rounding } from './integers';
import { ONE_PPM } from './ppm';
import { QuantityError } from './quantity-error';

/** The price of one unit of a currency in MAD on a date: 10.82 is a `ratePpm` of 10820000. */
export interface ExchangeRate {
  readonly currency: string;
  readonly date: string;
  readonly ratePpm: number;
}

/** A checked rate: ISO currency code, real date, positive rate ("10,82", at most six decimals). */
export function exchangeRate(currency: string, date: string, rate: string): ExchangeRate {
  if (!/^[A-Z]{3}$/u.test(currency)) {
    throw new QuantityError('malformed_currency', `${JSON.stringify(currency)} is not a currency code`);
  }
  const ratePpm = parseDecimal(rate, 6);
  requirePositive(ratePpm);
  return { currency, date: parseBusinessDate(date), ratePpm };
}

/**
 * An amount in hundredths of the foreign currency -> centimes of MAD at a dated rate, rounded once.
 * Worked numbers, case 7: EUR 30,000 at 10.82 and EUR 16,500 at 10.75 make MAD 501,975.00.
 */
export function convertToMadCentimes(
  amountHundredths: number,
  rate: Pick<ExchangeRate, 'ratePpm'>,
  rounding: Rounding = DEFAULT_ROUNDING,
): number {
  requirePositive(rate.ratePpm);
  return multiplyRatio(amountHundredths, rate.ratePpm, ONE_PPM, rounding);
}

/**
 * The rate of `currency` in force on `date`: that day's, or the latest before it (none is published on holidays).
 * Refuses `no_rate_in_force`, and two different rates of one day (`ambiguous_rate`).
 */
export function rateInForce(rates: readonly ExchangeRate[], currency: string, date: string): ExchangeRate {
  const onDate = parseBusinessDate(date);
  let latest: ExchangeRate | undefined;
  for (const rate of rates) {
    if (rate.currency !== currency || rate.date > onDate) continue;
    if (latest === undefined || rate.date > latest.date) latest = rate;
  }
  if (latest === undefined) {
    throw new QuantityError('no_rate_in_force', `no rate of ${currency} is dated ${date} or before`);
  }
  const { date: rateDate, ratePpm } = latest;
  if (
    rates.some((rate) => rate.currency === currency && rate.date === rateDate && rate.ratePpm !== ratePpm)
  ) {
    throw new QuantityError('ambiguous_rate', `${currency} has two rates on ${rateDate}`);
  }
  return latest;
}

function requirePositive(ratePpm: number): void {
  if (ratePpm <= 0) throw new QuantityError('rate_not_positive', `a rate of ${ratePpm} ppm is not positive`);
}
