export { PortalModule } from './portal.module';
export { statementsProjection } from './statement/reads/statements';
