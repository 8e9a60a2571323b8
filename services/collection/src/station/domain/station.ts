import type { StationOpened } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  invalid,
  notFound,
  refuseIf,
  saysTheSame,
  unknownCommand,
  unknownEvent,
  type Command,
} from '@oce/event-sourcing';
import {
  stationEvents,
  type ScaleVerified,
  type StationEvent,
  type TerminalInstalled,
} from './station.events';

export type OpenStation = Command<'OpenStation', StationOpened['data']>;
export type VerifyScale = Command<'VerifyScale', ScaleVerified['data']>;
export type InstallTerminal = Command<'InstallTerminal', TerminalInstalled['data']>;
export type StationCommand = OpenStation | VerifyScale | InstallTerminal;

export interface StationState {
  readonly opened?: StationOpened['data'];
  /** Verifications by scale. */
  readonly scales: Readonly<Record<string, readonly ScaleVerified['data'][]>>;
  /** Scale by terminal. */
  readonly terminals: Readonly<Record<string, string>>;
}

/** A collection station: its scales with their legal verifications, and the terminals that read them. */
export const stationAggregate = defineAggregate<StationState, StationCommand, typeof stationEvents>(
  stationEvents,
  {
    initial: { scales: {}, terminals: {} },

    decide(command, state) {
      if (command.type === 'OpenStation') return openStation(command, state);
      refuseIf(!state.opened, notFound('station_unknown', 'Open the station first.', 'stationId'));
      switch (command.type) {
        case 'VerifyScale':
          return verifyScale(command, state);
        case 'InstallTerminal':
          return installTerminal(command, state);
        default:
          return unknownCommand(command);
      }
    },

    evolve(state, event) {
      switch (event.type) {
        case 'StationOpened':
          return { ...state, opened: event.data };
        case 'ScaleVerified': {
          const { scaleId } = event.data;
          const verified = [...(state.scales[scaleId] ?? []), event.data];
          return { ...state, scales: { ...state.scales, [scaleId]: verified } };
        }
        case 'TerminalInstalled':
          return { ...state, terminals: { ...state.terminals, [event.data.terminalId]: event.data.scaleId } };
        default:
          return unknownEvent(event);
      }
    },
  },
);

function openStation({ data }: OpenStation, { opened }: StationState): StationEvent[] {
  if (!opened) return [stationEvents.StationOpened(data)];
  const isSame = saysTheSame(opened, data);
  refuseIf(!isSame, conflict('station_id_taken', 'Another station has this id.', 'stationId'));
  return [];
}

function verifyScale({ data }: VerifyScale, state: StationState): StationEvent[] {
  const backwards = data.validUntil < data.verifiedOn;
  refuseIf(backwards, invalid('validity_backwards', 'A verification ends after it begins.', 'validUntil'));
  const known = state.scales[data.scaleId]?.find((one) => one.certificate === data.certificate);
  if (known && saysTheSame(known, data)) return [];
  refuseIf(
    known !== undefined,
    conflict(
      'certificate_recorded_otherwise',
      'The certificate is recorded with other dates or another kind of scale.',
      'certificate',
    ),
  );
  return [stationEvents.ScaleVerified(data)];
}

function installTerminal({ data }: InstallTerminal, state: StationState): StationEvent[] {
  const scale = state.scales[data.scaleId];
  refuseIf(
    scale === undefined,
    conflict('scale_unknown', 'Verify the scale before a terminal reads it.', 'scaleId'),
  );
  return state.terminals[data.terminalId] === data.scaleId ? [] : [stationEvents.TerminalInstalled(data)];
}
