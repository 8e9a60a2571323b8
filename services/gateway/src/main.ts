import { stopWhenAsked } from '@oce/service-kit';
import { startGatewayWith } from './gateway';

/** Starts, says so to its parent, stops cleanly when it is asked to. */
async function main(): Promise<void> {
  const gateway = await startGatewayWith(process.env);
  process.send?.({ ready: true, url: gateway.url });
  stopWhenAsked(() => gateway.stop());
}

void main();
