export { QuantityError, type QuantitySlug } from './quantity-error';
export {
  DEFAULT_ROUNDING,
  divideRounded,
  magnitude,
  multiplyRatio,
  sumExactly,
  toBigInt,
  toSafeNumber,
  type Rounding,
} from './integers';
export { formatDecimal, formatFrench, parseDecimal } from './decimals';
export { centimesToDecimal, formatMoney, parseCentimes } from './money';
export { formatKilograms, gramsToDecimal, parseGrams } from './weights';
export { ONE_PPM, formatPercent, multiplyPpm, parseCoefficientPpm, parsePercentPpm, shareInPpm } from './ppm';
export { splitByLargestRemainder } from './split';
export { convertToMadCentimes, exchangeRate, rateInForce, type ExchangeRate } from './rates';
export { ONE_POINT, formatPoints, pointsOf, valuePerPointMicroMad } from './points';
export {
  BUSINESS_TIME_ZONE,
  addDays,
  businessDate,
  daysBetween,
  parseBusinessDate,
  startOfBusinessDate,
} from './business-dates';
