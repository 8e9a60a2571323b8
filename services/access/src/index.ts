export { AccessConfig } from './access.config';
export { AccessModule } from './access.module';
export { credentialsProjection } from './credential/reads/credentials';
