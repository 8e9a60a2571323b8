export { OriginsError, type OriginsSlug } from './origins-error';
export * from './origins';
