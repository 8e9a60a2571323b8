export * from './manifest';
export * from './streams';
export * from './find';
