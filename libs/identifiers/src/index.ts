export type { Check } from './check';
export * from './gs1';
export * from './bank';
export * from './ice';
export * from './people';
export * from './tax-id';
export * from './incoterms';
