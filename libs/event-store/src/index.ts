export * from './event-store';
export * from './log-reader';
export * from './aggregate-handler';
export * from './memory/memory.event-store';
export * from './jetstream/connect';
export * from './jetstream/streams';
export * from './jetstream/jetstream.event-store';
