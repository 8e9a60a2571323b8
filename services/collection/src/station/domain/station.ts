import type { StationOpened } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import {
  stationEvents,
  type ScaleVerified,
  type StationEvent,
  type TerminalInstalled,
} from './station.events';

export type OpenStation = Command<'OpenStation', StationOpened['data']>;
export type VerifyScale = Command<'VerifyScale', ScaleVerified['data']>;
/** What is known of the outside when a terminal is installed. */
export interface InstallFacts {
  /** The station at which the terminal stands now: it may have been moved away and be coming back. */
  readonly standsAt: string | undefined;
}
export type InstallTerminal = Command<'InstallTerminal', TerminalInstalled['data']> & {
  readonly facts: InstallFacts;
};
export type StationCommand = OpenStation | VerifyScale | InstallTerminal;

export interface StationState {
  readonly opened?: StationOpened['data'];
  /** Verifications by scale. */
  readonly scales: ReadonlyMap<string, readonly ScaleVerified['data'][]>;
  /** Scale by terminal. */
  readonly terminals: ReadonlyMap<string, string>;
}

/** A collection station: its scales with their legal verifications, and the terminals that read them. */
export const stationAggregate = defineAggregate<StationState, StationCommand, typeof stationEvents>(
  stationEvents,
  {
    initial: { scales: new Map(), terminals: new Map() },

    decide: {
      OpenStation: openStation,
      VerifyScale: (command, state) => verifyScale(command, opened(state)),
      InstallTerminal: (command, state) => installTerminal(command, opened(state)),
    },

    evolve: {
      StationOpened: (state, { data }) => ({ ...state, opened: data }),
      ScaleVerified(state, { data }) {
        const { scaleId } = data;
        const verified = [...(state.scales.get(scaleId) ?? []), data];
        return { ...state, scales: new Map(state.scales).set(scaleId, verified) };
      },
      TerminalInstalled: (state, { data }) => ({
        ...state,
        terminals: new Map(state.terminals).set(data.terminalId, data.scaleId),
      }),
    },
  },
);

function opened(state: StationState): StationState {
  if (!state.opened) throw notFound('station_unknown', 'Open the station first.', 'stationId');
  return state;
}

function openStation({ data }: OpenStation, { opened }: StationState): StationEvent[] {
  if (!opened) return [stationEvents.StationOpened(data)];
  const isSame = saysTheSame(opened, data);
  if (!isSame)
    throw conflict('station_id_taken', 'Another station has this id: choose another.', 'stationId');
  return [];
}

function verifyScale({ data }: VerifyScale, state: StationState): StationEvent[] {
  const backwards = data.validUntil < data.verifiedOn;
  if (backwards) throw invalid('validity_backwards', 'A verification ends after it begins.', 'validUntil');
  const known = state.scales.get(data.scaleId)?.find((one) => one.certificate === data.certificate);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict(
      'certificate_recorded_otherwise',
      'The certificate is recorded with other dates or another kind of scale: check its number.',
      'certificate',
    );
  return [stationEvents.ScaleVerified(data)];
}

function installTerminal({ data, facts }: InstallTerminal, state: StationState): StationEvent[] {
  if (!state.scales.has(data.scaleId))
    throw conflict('scale_unknown', 'Verify the scale before a terminal reads it.', 'scaleId');
  const isThere = facts.standsAt === data.stationId && state.terminals.get(data.terminalId) === data.scaleId;
  return isThere ? [] : [stationEvents.TerminalInstalled(data)];
}
