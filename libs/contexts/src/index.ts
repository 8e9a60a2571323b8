export * from './manifest';
export * from './find';
