export * from './access.events';
export * from './affiliation.events';
export * from './collection.events';
export * from './conditioning.events';
export * from './certification.events';
export * from './transport.events';
export * from './sales.events';
export * from './payments.events';
