export { type EmbeddedMongo, type ServerOptions, startEmbeddedMongo } from './server';
