import type { RecordFailure, RecordSuccess } from './credential.commands';
import { credentialEvents, type CredentialEvent } from './credential.events';
import { isLocked, type CredentialState } from './credential.state';

/** Five wrong codes in a row lock; each further lock-out is longer, the last length stays. */
export const FAILURES_TO_LOCK = 5;
export const LOCK_SECONDS = [60, 5 * 60, 30 * 60, 24 * 60 * 60] as const;

/** Counts a wrong code; what is shut already counts nothing, so that an attack does not fill the log. */
export function recordFailure({ data, meta }: RecordFailure, state: CredentialState): CredentialEvent[] {
  if (state.status !== 'active' || isLocked(state, meta.now)) return [];
  const failures = state.failures + 1;
  const failed: CredentialEvent = credentialEvents.SignInFailed({ ...data, failures });
  if (failures < FAILURES_TO_LOCK) return [failed];
  const seconds = LOCK_SECONDS[Math.min(state.locks, LOCK_SECONDS.length - 1)] as number;
  const lockedUntil = new Date(Date.parse(meta.now) + seconds * 1000).toISOString();
  return [failed, credentialEvents.CredentialLocked({ ...data, failures, lockedUntil })];
}

/** A right code forgets failures; without any there is nothing to write. */
export function recordSuccess({ data }: RecordSuccess, state: CredentialState): CredentialEvent[] {
  if (state.status !== 'active' || (state.failures === 0 && state.locks === 0)) return [];
  return [credentialEvents.SignInSucceeded(data)];
}
