import { Module } from '@nestjs/common';
import { findContexts } from '@oce/contexts';
import { aggregate, CONFIG, memoryView, personKeys, policy, projection } from '@oce/service-kit';
import type { AccessConfig } from './access.config';
import { credentialAggregate } from './credential/domain/credential';
import { PartnerKeyController } from './credential/http/partner-key.controller';
import { ProducerCodeController } from './credential/http/producer-code.controller';
import { StaffController } from './credential/http/staff.controller';
import { TerminalController } from './credential/http/terminal.controller';
import { whenPersonErasedThenRevoke } from './credential/reactions/when-person-erased-then-revoke';
import { credentialsProjection } from './credential/reads/credentials';
import { CredentialsQueryController } from './credential/reads/credentials.query';
import { producerReferences } from './credential/reads/producers';
import { RoleScopes } from './roles/roles';
import { Attempts } from './sign-in/attempts';
import { ChangeCodeController } from './sign-in/http/change-code.controller';
import { TokenController } from './sign-in/http/token.controller';
import { SignIn } from './sign-in/sign-in';
import { TokenIssuer } from './sign-in/token-issuer';
import { decoyProvider, Vault } from './sign-in/vault';

/** Access: who signs in, with what, and what their token lets them do. */
@Module({
  controllers: [
    TokenController,
    ChangeCodeController,
    TerminalController,
    ProducerCodeController,
    StaffController,
    PartnerKeyController,
    CredentialsQueryController,
  ],
  providers: [
    aggregate(credentialAggregate),

    personKeys(),
    decoyProvider,
    Vault,
    {
      provide: TokenIssuer,
      useFactory: (config: AccessConfig) => TokenIssuer.create(config),
      inject: [CONFIG],
    },
    { provide: RoleScopes, useFactory: () => new RoleScopes(findContexts()) },
    Attempts,
    SignIn,

    memoryView(producerReferences),
    projection(credentialsProjection),
    policy(whenPersonErasedThenRevoke),
  ],
})
export class AccessModule {}
