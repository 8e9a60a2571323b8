import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to the document database that can be cut: its connections stay, and say nothing. */
export interface SlowWire {
  readonly uri: string;
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** Stands between a service and the database at a URI. */
export async function slowWire(uri: string): Promise<SlowWire> {
  const { hostname, port } = new URL(uri);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('data', (bytes) => other.write(bytes));
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    if (isFrozen) socket.pause();
  };
  const server = createServer((inner) => {
    const outer = createConnection(Number(port), hostname);
    keep(inner, outer);
    keep(outer, inner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    uri: `mongodb://127.0.0.1:${own}/?directConnection=true`,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      isFrozen = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
