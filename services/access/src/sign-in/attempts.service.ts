import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import { CONFIG, InjectAggregate, problem, ProblemError } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessConfig } from '../access.config';
import { credentialIdOf, type CredentialCommand } from '../credential/credential.commands';
import { credentialDecider } from '../credential/credential.decider';
import type { CredentialEvent } from '../credential/credential.events';
import { isLocked, type CredentialState } from '../credential/credential.state';
import { Pace } from './pace';
import { matchesSecret } from './secrets';
import { Turns } from './turns';
import { Vault } from './vault';

export type Credentials = AggregateHandler<CredentialState, CredentialCommand, CredentialEvent>;

/**
 * The one refusal of a sign-in. It does not say whether the name is known, the secret wrong or the credential shut: each
 * of these would help whoever tries.
 */
export function signInRefused(): ProblemError {
  const detail =
    'These do not sign in. After five failures it stays shut for a while, each time longer: wait, or ask the office.';
  return new ProblemError(problem(401, 'sign_in_refused', detail));
}

/** Judges what people and machines sign in with; counts failures of what can be guessed. */
@Injectable()
export class Attempts {
  private readonly turns = new Turns();
  private readonly pace: Pace;

  constructor(
    @InjectAggregate(credentialDecider) private readonly credentials: Credentials,
    private readonly vault: Vault,
    @Inject(CONFIG) config: AccessConfig,
  ) {
    this.pace = new Pace(config.OCE_SIGN_IN_BEAT_MS);
  }

  /**
   * A code or a password, which can be guessed: judged one at a time for a subject, failures counted and locked.
   *
   * @throws ProblemError 401 `sign_in_refused`
   */
  guessable(
    kind: 'producer' | 'staff',
    subject: string,
    secret: string,
    meta: CommandMeta,
  ): Promise<CredentialState> {
    const id = credentialIdOf(kind, subject);
    return this.pace.keep(() => this.turns.take(id, () => this.judge(kind, subject, secret, meta)));
  }

  /** A secret of 256 random bits, which cannot: nothing is counted. @throws ProblemError 401 `sign_in_refused` */
  unguessable(kind: 'terminal' | 'partner', subject: string, secret: string): Promise<CredentialState> {
    return this.pace.keep(async () => {
      const { state } = await this.credentials.load(credentialIdOf(kind, subject));
      if (state.status !== 'active' || !matchesSecret(state.secretHash, secret)) throw signInRefused();
      return state;
    });
  }

  private async judge(
    kind: 'producer' | 'staff',
    subject: string,
    secret: string,
    meta: CommandMeta,
  ): Promise<CredentialState> {
    const id = credentialIdOf(kind, subject);
    const { state } = await this.credentials.load(id);
    const isOpen = state.status === 'active' && !isLocked(state, meta.now);
    const isRight = await this.vault.matches(kind, subject, isOpen ? state.sealedHash : undefined, secret);
    const type = isRight ? 'RecordSuccess' : 'RecordFailure';
    const actor = isRight ? `${kind}:${subject}` : 'anonymous';
    // Each attempt is one of its own, whatever ids the caller sends.
    const own = { ...meta, commandId: randomUUID(), actor };
    if (isOpen) await this.credentials.handle(id, { type, data: { kind, subject }, meta: own });
    if (!isRight) throw signInRefused();
    return state;
  }
}
