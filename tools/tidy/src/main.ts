import { workspaceRoot } from '@oce/testing';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EVENTS_REFERENCE, eventsReference } from './events-reference';

// node tools/tidy/dist/src/main.js, after a build: writes the generated references anew.
const file = join(workspaceRoot(), EVENTS_REFERENCE);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, eventsReference(workspaceRoot()));
process.stdout.write(`${EVENTS_REFERENCE}\n`);
