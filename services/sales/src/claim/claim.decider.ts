import {
  conflict,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
  type Decider,
} from '@oce/event-sourcing';
import { createHash } from 'node:crypto';
import type { Claim, ClaimEvent, ClaimKind } from './claim.events';

export type TakeClaim = Command<'TakeClaim', Claim>;
export type ReleaseClaim = Command<'ReleaseClaim', Claim>;
export type ClaimCommand = TakeClaim | ReleaseClaim;

export interface ClaimState {
  readonly holder?: string;
}

const NAMES: Readonly<Record<ClaimKind, string>> = {
  ice: 'This ICE',
  bank_reference: 'This bank reference',
  proceeds_id: 'This id of proceeds',
  delivery_note_number: 'This number of a delivery note',
};

/** The aggregate's id for a value: a hash, since values may hold what a subject may not. */
export function claimId({ kind, value }: Pick<Claim, 'kind' | 'value'>): string {
  return createHash('sha256').update(`${kind}\n${value}`).digest('base64url');
}

/** One value, one holder. Taking it again by the same holder changes nothing; only the holder releases it. */
export const claimDecider: Decider<ClaimState, ClaimCommand, ClaimEvent> = {
  context: 'sales',
  aggregate: 'claim',
  initial: {},
  decide(command, { holder }) {
    const { data } = command;
    switch (command.type) {
      case 'TakeClaim':
        if (holder === data.holder) return [];
        refuseIf(
          holder !== undefined,
          conflict(`${data.kind}_used`, `${NAMES[data.kind]} is used already, by ${holder}.`),
        );
        return [{ type: 'ClaimTaken', v: 1, data }];
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
