import {
  conflict,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
  type Decider,
  type Event,
} from '@oce/event-sourcing';

/** The value is held by this holder and nobody else. */
export type ClaimTaken = Event<'ClaimTaken', { holder: string; purpose: string }, 1>;
export type ClaimReleased = Event<'ClaimReleased', { holder: string }, 1>;
export type ClaimEvent = ClaimTaken | ClaimReleased;
export type TakeClaim = Command<'TakeClaim', { holder: string; purpose: string }>;
export type ReleaseClaim = Command<'ReleaseClaim', { holder: string }>;
export type ClaimCommand = TakeClaim | ReleaseClaim;

export interface ClaimState {
  readonly holder: string | null;
}

/**
 * What must be unique: the account of a bank (by its keyed hash), what a pool pays for. The aggregate's id is the
 * value, so that two who want it meet.
 */
export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  context: 'payments',
  aggregate: 'claim',
  initial: { holder: null },
  decide(command, state) {
    const { holder } = command.data;
    switch (command.type) {
      case 'TakeClaim':
        refuseIf(
          state.holder !== null && state.holder !== holder,
          conflict(`${command.data.purpose}_taken`, `It is held by ${state.holder} already.`),
        );
        return state.holder === holder ? [] : [{ type: 'ClaimTaken', v: 1, data: command.data }];
      case 'ReleaseClaim':
        return state.holder === holder ? [{ type: 'ClaimReleased', v: 1, data: { holder } }] : [];
      default:
        return unknownCommand(command);
    }
  },
  evolve(_state, event) {
    switch (event.type) {
      case 'ClaimTaken':
        return { holder: event.data.holder };
      case 'ClaimReleased':
        return { holder: null };
      default:
        return unknownEvent(event);
    }
  },
};

/** The id of the claim on what a pool pays for: a grade of a campaign, or a traceable lot. */
export const poolScopeId = {
  grade: (campaignId: string, productId: string, grade: string) =>
    `pool--${campaignId}--${productId}--${grade}`,
  lot: (lotId: string) => `pool--lot--${lotId}`,
};

/** The id of the claim on a bank account. */
export const ribClaimId = (ribHash: string): string => `rib--${ribHash}`;
