import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import { CONFIG } from '@oce/service-kit';
import type { AccessConfig } from '../access.config';
import type { CredentialState } from '../credential/domain/credential.state';
import { OWN_SCOPES, RoleScopes } from '../roles/roles';
import { Attempts, signInRefused } from './attempts';
import type { TokenRequestDto } from './http/token.dto';
import { hashOfSecret, matchesSecret } from './secrets';
import { TokenIssuer, type SignedIn } from './token-issuer';

/** Turns a secret into a token. */
@Injectable()
export class SignIn {
  constructor(
    private readonly attempts: Attempts,
    private readonly tokens: TokenIssuer,
    private readonly scopes: RoleScopes,
    @Inject(CONFIG) private readonly config: AccessConfig,
  ) {}

  /** @throws ProblemError 401 `sign_in_refused`, the same for every reason */
  with(request: TokenRequestDto, meta: CommandMeta): Promise<SignedIn> {
    const { secret = '', code = '', password = '' } = request;
    switch (request.grant) {
      case 'terminal':
        return this.terminal(request.terminalId ?? '', secret, meta);
      case 'producer':
        return this.producer(request.producerCode ?? '', code, meta);
      case 'staff':
        return this.staff(request.staffId ?? '', password, meta);
      case 'partner':
        return this.partner(request.partnerId ?? '', secret, meta);
      case 'bootstrap':
        return this.bootstrap(secret, meta);
    }
  }

  /** The token of a producer whose code has just been seen. */
  async ofProducer(producerCode: string, mustChange: boolean, now: string): Promise<SignedIn> {
    const signedIn = await this.tokens.issue(
      {
        actor: `producer:${producerCode}`,
        scopes: [mustChange ? OWN_SCOPES.producerWhoMustChangeCode : OWN_SCOPES.producer],
        lifetimeSeconds: this.config.OCE_PRODUCER_TOKEN_SECONDS,
        claims: { producerCode },
      },
      now,
    );
    return mustChange ? { ...signedIn, mustChangeCode: true } : signedIn;
  }

  private async terminal(terminalId: string, secret: string, { now }: CommandMeta): Promise<SignedIn> {
    const { terminal } = await this.attempts.unguessable('terminal', terminalId, secret);
    const grant = {
      actor: `terminal:${terminalId}`,
      scopes: [OWN_SCOPES.terminal],
      lifetimeSeconds: this.config.OCE_TERMINAL_TOKEN_SECONDS,
      claims: claimsOf(terminal),
    };
    return this.tokens.issue(grant, now);
  }

  private async producer(producerCode: string, code: string, meta: CommandMeta): Promise<SignedIn> {
    const { mustChange } = await this.attempts.guessable('producer', producerCode, code, meta);
    return this.ofProducer(producerCode, mustChange, meta.now);
  }

  private async staff(staffId: string, password: string, meta: CommandMeta): Promise<SignedIn> {
    const { roles } = await this.attempts.guessable('staff', staffId, password, meta);
    return this.ofStaff(staffId, this.scopes.of(...roles), meta.now);
  }

  private async partner(partnerId: string, secret: string, { now }: CommandMeta): Promise<SignedIn> {
    await this.attempts.unguessable('partner', partnerId, secret);
    const lifetimeSeconds = this.config.OCE_TERMINAL_TOKEN_SECONDS;
    const grant = { actor: `partner:${partnerId}`, scopes: [OWN_SCOPES.partner], lifetimeSeconds };
    return this.tokens.issue(grant, now);
  }

  private async bootstrap(secret: string, { now }: CommandMeta): Promise<SignedIn> {
    const { OCE_BOOTSTRAP_SECRET: wanted } = this.config;
    if (wanted === undefined || !matchesSecret(hashOfSecret(wanted), secret)) throw signInRefused();
    return this.ofStaff('admin', this.scopes.of('admin'), now);
  }

  private ofStaff(staffId: string, scopes: readonly string[], now: string): Promise<SignedIn> {
    const lifetimeSeconds = this.config.OCE_STAFF_TOKEN_SECONDS;
    return this.tokens.issue({ actor: `staff:${staffId}`, scopes, lifetimeSeconds }, now);
  }
}

function claimsOf(terminal: CredentialState['terminal']): Record<string, string> {
  if (terminal === undefined) return {};
  const { terminalId, stationId, scaleId } = terminal;
  return scaleId === undefined ? { terminalId, stationId } : { terminalId, stationId, scaleId };
}
