export { eventsReference } from './events-reference';
export { readContracts } from './event-types';
export { auditFiles } from './audit-catalogue';
