export { AccessConfig } from './access.config';
export { AccessModule } from './access.module';
export { credentialsProjection, type CredentialDocument } from './credential/reads/credentials';
export { ROLES, SCOPES, SCOPES_OF_ROLE, scopesOf, type Role, type Scope } from './roles/roles';
