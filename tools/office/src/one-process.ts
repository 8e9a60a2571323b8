import 'reflect-metadata';
import { startGateway, GatewayConfig } from '@oce/gateway';
import { loadConfig, PersonalDataConfig, ServiceConfig, startService, stopWhenAsked } from '@oce/service-kit';
import type { Type } from '@nestjs/common';
import { AccessConfig, AccessModule } from '@oce/access';
import { AffiliationModule } from '@oce/affiliation';
import { CollectionModule } from '@oce/collection';
import { PaymentsConfig, PaymentsModule } from '@oce/payments';
import { PortalConfig, PortalModule } from '@oce/portal';
import { SalesModule } from '@oce/sales';

/** All services in this process, each with its own environment, connections and port. */
const MODULES: readonly (readonly [string, Type, new () => ServiceConfig])[] = [
  ['access', AccessModule, AccessConfig],
  ['affiliation', AffiliationModule, PersonalDataConfig],
  ['collection', CollectionModule, ServiceConfig],
  ['sales', SalesModule, ServiceConfig],
  ['payments', PaymentsModule, PaymentsConfig],
  ['portal', PortalModule, PortalConfig],
];

async function main(): Promise<void> {
  const environments = JSON.parse(process.env['OCE_ENVIRONMENTS'] ?? '{}') as Record<
    string,
    NodeJS.ProcessEnv
  >;
  const running: { stop(): Promise<void> }[] = [];
  for (const [name, module, config] of MODULES) {
    running.push(await startService(name, module, loadConfig(config, environments[name])));
  }
  running.push(await startGateway(loadConfig(GatewayConfig, environments['gateway'])));
  process.send?.({ ready: true });
  // One handler for all applications: a handler each would warn of a leak.
  stopWhenAsked(() => Promise.allSettled(running.reverse().map((one) => one.stop())));
}

void main();
