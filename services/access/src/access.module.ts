import { Module } from '@nestjs/common';
import { aggregate, CONFIG, memoryView, personKeys, policy, projection } from '@oce/service-kit';
import type { AccessConfig } from './access.config';
import { credentialAggregate } from './credential/credential.decider';
import { PartnerKeyController } from './credential/partner-key.controller';
import { ProducerCodeController } from './credential/producer-code.controller';
import { StaffController } from './credential/staff.controller';
import { TerminalController } from './credential/terminal.controller';
import { credentialsProjection } from './credentials/credentials.projection';
import { CredentialsQueryController } from './credentials/credentials.query';
import { producerReferences } from './references/producers';
import { revokeOnErasurePolicy } from './revoke-on-erasure/revoke-on-erasure.policy';
import { Attempts } from './sign-in/attempts.service';
import { ChangeCodeController } from './sign-in/change-code.controller';
import { SignIn } from './sign-in/sign-in.service';
import { TokenIssuer } from './sign-in/token-issuer';
import { TokenController } from './sign-in/token.controller';
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
    Attempts,
    SignIn,

    memoryView(producerReferences),
    projection(credentialsProjection),
    policy(revokeOnErasurePolicy),
  ],
})
export class AccessModule {}
