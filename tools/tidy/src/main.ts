import { workspaceRoot } from '@oce/testing';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { auditFiles } from './audit-catalogue';
import { EVENTS_REFERENCE, eventsReference } from './events-reference';

// npm run generate, after a build: writes anew what is generated from the sources of events.
const root = workspaceRoot();
for (const [path, text] of [[EVENTS_REFERENCE, eventsReference(root)] as const, ...auditFiles(root)]) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}
