export { runAudit, type AuditedStream, type AuditOptions, type AuditReport } from './run-audit';
export { declaredBy, type DeclaredContext } from './collections/declared';
export { personalFieldsOf, type PersonalFields } from './persons/personal-data';
export type { Finding } from './finding';
