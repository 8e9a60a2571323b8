import { Inject, Injectable } from '@nestjs/common';
import type { CommandMeta } from '@oce/event-sourcing';
import { OneAtATime } from '@oce/event-store';
import { CONFIG, InjectAggregate, problem, ProblemError } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import type { AccessConfig } from '../access.config';
import { credentialAggregate } from '../credential/domain/credential';
import { credentialIdOf } from '../credential/domain/credential.commands';
import type { SealedHash } from '../credential/domain/credential.events';
import { isLocked, type CredentialState } from '../credential/domain/credential.state';
import type { Credentials } from '../credential/http/outcomes';
import { RefusalTiming } from './refusal-timing';
import { matchesSecret } from './secrets';
import { Vault } from './vault';

type Guessed = 'producer' | 'staff';
/** The credential as it stood, and the secret that is right. */
interface Judged {
  readonly state: CredentialState;
  readonly secret: string;
}

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
  /** Guesses sent at once would else all be judged before the first failure is counted. */
  private readonly guesses = new OneAtATime();
  private readonly refusals: RefusalTiming;

  constructor(
    @InjectAggregate(credentialAggregate) private readonly credentials: Credentials,
    private readonly vault: Vault,
    @Inject(CONFIG) config: Pick<AccessConfig, 'OCE_SIGN_IN_BEAT_MS'>,
  ) {
    this.refusals = new RefusalTiming(config.OCE_SIGN_IN_BEAT_MS);
  }

  /**
   * A code or a password, which can be guessed: judged one at a time for a subject, failures counted and locked.
   *
   * @throws ProblemError 401 `sign_in_refused`
   */
  async guessable(
    kind: Guessed,
    subject: string,
    secret: string,
    meta: CommandMeta,
  ): Promise<CredentialState> {
    return (await this.oneOf(kind, subject, [secret], meta)).state;
  }

  /** As `guessable` where one of several will do, and says which did; it is one attempt. */
  oneOf(kind: Guessed, subject: string, secrets: readonly string[], meta: CommandMeta): Promise<Judged> {
    const id = credentialIdOf(kind, subject);
    return this.refusals.run(() => this.guesses.run(id, () => this.judge(kind, subject, secrets, meta)));
  }

  /** A secret of 256 random bits, which cannot: nothing is counted. @throws ProblemError 401 `sign_in_refused` */
  unguessable(kind: 'terminal' | 'partner', subject: string, secret: string): Promise<CredentialState> {
    return this.refusals.run(async () => {
      const { state } = await this.credentials.load(credentialIdOf(kind, subject));
      if (state.status !== 'active' || !matchesSecret(state.secretHash, secret)) throw signInRefused();
      return state;
    });
  }

  private async judge(
    kind: Guessed,
    subject: string,
    secrets: readonly string[],
    meta: CommandMeta,
  ): Promise<Judged> {
    const id = credentialIdOf(kind, subject);
    const { state } = await this.credentials.load(id);
    const isOpen = state.status === 'active' && !isLocked(state, meta.now);
    const secret = await this.rightOf(kind, subject, isOpen ? state.sealedHash : undefined, secrets);
    const type = secret === undefined ? 'RecordFailure' : 'RecordSuccess';
    const actor = secret === undefined ? 'anonymous' : `${kind}:${subject}`;
    // Each attempt is one of its own, whatever key the caller sends and whatever was answered under it before.
    const { now, correlationId } = meta;
    const own = { commandId: randomUUID(), actor, now, correlationId };
    if (isOpen) await this.credentials.handle(id, { type, data: { kind, subject }, meta: own });
    if (secret === undefined) throw signInRefused();
    return { state, secret };
  }

  private async rightOf(
    kind: Guessed,
    subject: string,
    sealed: SealedHash | undefined,
    secrets: readonly string[],
  ): Promise<string | undefined> {
    for (const secret of secrets) if (await this.vault.matches(kind, subject, sealed, secret)) return secret;
    return undefined;
  }
}
