import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from '../home';
import { clusterConfig } from './cluster-config';

writeFileSync(join(checkoutRoot(), 'deploy/nats/nats.conf'), clusterConfig());
