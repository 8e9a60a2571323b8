export { QuantityError, type QuantitySlug } from './quantity-error';
export * from './integers';
export * from './decimals';
export * from './amounts';
export * from './ppm';
export { splitByLargestRemainder } from './split';
export * from './rates';
export * from './business-dates';
