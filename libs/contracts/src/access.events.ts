import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

import { OCE } from './streams';

/** Who signs in with a credential. */
export type CredentialKind = 'terminal' | 'producer' | 'staff' | 'partner';

/** What access says to the others, on `evt.access.credential.<kind>-<subject>`; never a hash. */
export const access = {
  credential: defineEvents(
    { stream: OCE, context: 'access', aggregate: 'credential' },
    {
      TerminalRevoked: event<{ terminalId: string; reason: string }>(),
      /** Signing in is refused until then, after too many failures. */
      CredentialLocked: event<{
        kind: CredentialKind;
        subject: string;
        failures: number;
        lockedUntil: string;
      }>(),
      /** Nobody signs in with it any more; tokens already given end within their short life. */
      CredentialRevoked: event<{ kind: CredentialKind; subject: string; reason: string }>(),
    },
  ),
};

export type TerminalRevoked = EventOf<typeof access.credential.TerminalRevoked>;
export type CredentialLocked = EventOf<typeof access.credential.CredentialLocked>;
export type CredentialRevoked = EventOf<typeof access.credential.CredentialRevoked>;

export type AccessContractEvent = EventOf<(typeof access)[keyof typeof access]>;
