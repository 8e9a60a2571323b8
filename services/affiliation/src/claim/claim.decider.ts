import {
  conflict,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
  type Decider,
} from '@oce/event-sourcing';
import type { ClaimEvent, ClaimKind } from './claim.events';

export type TakeClaim = Command<'TakeClaim', { kind: ClaimKind; holder: string }>;
export type ReleaseClaim = Command<'ReleaseClaim', { holder: string }>;
export type ClaimCommand = TakeClaim | ReleaseClaim;

export interface ClaimState {
  readonly holder?: string;
}

const VALUE: Readonly<Record<ClaimKind, { slug: string; field: string; name: string }>> = {
  cin: { slug: 'cin_taken', field: 'cin', name: 'CIN' },
  'cooperative-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
  'exporter-ice': { slug: 'ice_taken', field: 'ice', name: 'ICE' },
};

/**
 * A value that only one may have: its id is the keyed hash of the value, so that the log shows that it is taken, and not
 * what it is.
 */
export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  context: 'affiliation',
  aggregate: 'claim',
  initial: {},

  decide(command, { holder }) {
    const { data } = command;
    switch (command.type) {
      case 'TakeClaim': {
        if (holder === data.holder) return [];
        const { slug, field, name } = VALUE[command.data.kind];
        refuseIf(holder !== undefined, conflict(slug, `This ${name} is that of ${holder} already.`, field));
        return [{ type: 'ClaimTaken', v: 1, data: command.data }];
      }
      case 'ReleaseClaim':
        return holder === data.holder ? [{ type: 'ClaimReleased', v: 1, data }] : [];
      default:
        return unknownCommand(command);
    }
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'ClaimTaken':
        return { holder: event.data.holder };
      case 'ClaimReleased':
        return {};
      default:
        return unknownEvent(event);
    }
  },
};
