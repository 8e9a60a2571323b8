export { PortalModule } from './portal.module';
export { PortalConfig } from './portal.config';
export { statementsProjection } from './statements/statements.projection';
export type { Statement, StatementLine } from './statements/statement';
export type { StatementView } from './statements/statement-reader';
export { statementText } from './statements/statement-text';
