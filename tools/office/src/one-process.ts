import { checkoutRoot } from '@oce/contexts';
import { startContext, stopWhenAsked, type RunningService } from '@oce/service-kit';
import { join } from 'node:path';
import { contexts, GATEWAY } from './services';

interface GatewayPackage {
  startGatewayWith(env: NodeJS.ProcessEnv): Promise<RunningService>;
}

/** All services in this process, each with its own environment, connections and port. */
async function main(): Promise<void> {
  const { OCE_ENVIRONMENTS = '{}', ...settings } = process.env;
  const environments = JSON.parse(OCE_ENVIRONMENTS) as Record<string, NodeJS.ProcessEnv>;
  // Settings of whoever started the office hold for each service, as where each is a process.
  const environmentOf = (name: string): NodeJS.ProcessEnv => ({ ...settings, ...environments[name] });
  const running: RunningService[] = [];
  for (const context of contexts()) running.push(await startContext(context, environmentOf(context.name)));
  const file = join(checkoutRoot(), 'services', GATEWAY, 'dist/src/index.js');
  const { startGatewayWith } = (await import(file)) as GatewayPackage;
  running.push(await startGatewayWith(environmentOf(GATEWAY)));
  process.send?.({ ready: true });
  // One handler for all applications: a handler each would warn of a leak.
  stopWhenAsked(() => Promise.allSettled(running.reverse().map((one) => one.stop())));
}

void main();
