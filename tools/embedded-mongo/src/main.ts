import { Command, InvalidArgumentError } from 'commander';
import { startEmbeddedMongo } from './server';

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('a port is 0 to 65535');
  return port;
}

interface Options {
  readonly path: string;
  readonly port: number;
  readonly host: string;
}

async function serve({ path, port, host }: Options): Promise<void> {
  const server = await startEmbeddedMongo({ path, port, host });
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, uri: server.uri, port: server.port })}\n`);
}

new Command('embedded-mongo')
  .description('A server that speaks the MongoDB wire protocol, for demonstration, development and tests.')
  .requiredOption('--path <dir>', 'the directory of the data; made where there is none')
  .option('--port <n>', 'the port to listen on; 0 takes a free one', parsePort, 0)
  .option('--host <address>', 'the address to listen on', '127.0.0.1')
  .action(serve)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`embedded-mongo: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
