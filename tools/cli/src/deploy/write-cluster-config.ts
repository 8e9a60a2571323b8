import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutRoot } from '../office/home';
import { clusterConfig } from './cluster-config';

writeFileSync(join(checkoutRoot(), 'deploy/nats/nats.conf'), clusterConfig());
