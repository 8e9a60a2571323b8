import { loadConfig } from '@oce/service-kit';
import { startGateway } from './gateway';
import { GatewayConfig } from './gateway.config';

/** Starts, says so to its parent, stops cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const gateway = await startGateway(loadConfig(GatewayConfig));
  process.send?.({ ready: true, url: gateway.url });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    gateway.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

void main();
