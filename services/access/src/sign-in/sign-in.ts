import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import { CONFIG } from '@oce/service-kit';
import type { AccessConfig } from '../access.config';
import type { CredentialState } from '../credential/domain/credential.state';
import { scopesOf, type Scope } from '../roles/roles';
import { Attempts, signInRefused } from './attempts';
import { hashOfSecret, matchesSecret } from './secrets';
import { TokenIssuer, type SignedIn } from './token-issuer';
import type { TokenRequestDto } from './http/token.dto';

const MACHINE_OF_PARTNER: readonly Scope[] = ['partner:self'];

/** Turns a secret into a token. */
@Injectable()
export class SignIn {
  constructor(
    private readonly attempts: Attempts,
    private readonly tokens: TokenIssuer,
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
        scopes: [mustChange ? 'portal:change-code' : 'portal:self'],
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
      scopes: ['collection:weigh'] as const,
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
    return this.ofStaff(staffId, scopesOf(roles), meta.now);
  }

  private async partner(partnerId: string, secret: string, { now }: CommandMeta): Promise<SignedIn> {
    await this.attempts.unguessable('partner', partnerId, secret);
    const lifetimeSeconds = this.config.OCE_TERMINAL_TOKEN_SECONDS;
    return this.tokens.issue(
      { actor: `partner:${partnerId}`, scopes: MACHINE_OF_PARTNER, lifetimeSeconds },
      now,
    );
  }

  private async bootstrap(secret: string, { now }: CommandMeta): Promise<SignedIn> {
    const { OCE_BOOTSTRAP_SECRET: wanted } = this.config;
    if (wanted === undefined || !matchesSecret(hashOfSecret(wanted), secret)) throw signInRefused();
    return this.ofStaff('admin', scopesOf(['admin']), now);
  }

  private ofStaff(staffId: string, scopes: readonly Scope[], now: string): Promise<SignedIn> {
    const lifetimeSeconds = this.config.OCE_STAFF_TOKEN_SECONDS;
    return this.tokens.issue({ actor: `staff:${staffId}`, scopes, lifetimeSeconds }, now);
  }
}

function claimsOf(terminal: CredentialState['terminal']): Record<string, string> {
  if (terminal === undefined) return {};
  const { scaleId, ...rest } = terminal;
  return scaleId === undefined ? rest : { ...rest, scaleId };
}
