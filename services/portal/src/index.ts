export { PortalConfig } from './portal.config';
export { PortalModule } from './portal.module';
export type { Statement, StatementLine } from './statements/statement';
export type { StatementView } from './statements/statement-reader';
export { statementText } from './statements/statement-text';
export { statementsProjection } from './statements/statements.projection';
