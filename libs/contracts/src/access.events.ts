import type { Event } from '@oce/event-sourcing';

/** Who signs in with a credential. */
export type CredentialKind = 'terminal' | 'producer' | 'staff' | 'partner';

/** Signing in is refused until then, after too many failures. */
export type CredentialLocked = Event<
  'CredentialLocked',
  { kind: CredentialKind; subject: string; failures: number; lockedUntil: string },
  1
>;
/** Nobody signs in with it any more; tokens already given end within their short life. */
export type CredentialRevoked = Event<
  'CredentialRevoked',
  { kind: CredentialKind; subject: string; reason: string },
  1
>;
export type TerminalRevoked = Event<'TerminalRevoked', { terminalId: string; reason: string }, 1>;

/** What access says to the others, on `evt.access.credential.<kind>-<subject>`; never a hash. */
export type AccessContractEvent = CredentialLocked | CredentialRevoked | TerminalRevoked;
