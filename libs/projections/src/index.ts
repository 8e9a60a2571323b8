export * from './projection';
export * from './fold';
export * from './filters';
export * from './checkpoints';
export * from './live-projection';
export * from './projection-host';
export type { RebuildProgress } from './rebuild';
export { applyCommits } from './write';
export { MemoryView } from './memory-view';
