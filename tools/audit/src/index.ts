export { runAudit, type AuditedStream, type AuditOptions, type AuditReport } from './run-audit';
export { declaredBy, learnEventsOf, type DeclaredContext } from './collections/declared';
export { personalFieldsOf } from './persons/personal-data';
export type { PersonalFields } from './rule';
export type { Finding } from './finding';
