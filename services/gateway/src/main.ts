import { loadConfig, stopWhenAsked } from '@oce/service-kit';
import { startGateway } from './gateway';
import { GatewayConfig } from './gateway.config';

/** Starts, says so to its parent, stops cleanly when it is asked to. */
async function main(): Promise<void> {
  const gateway = await startGateway(loadConfig(GatewayConfig));
  process.send?.({ ready: true, url: gateway.url });
  stopWhenAsked(() => gateway.stop());
}

void main();
