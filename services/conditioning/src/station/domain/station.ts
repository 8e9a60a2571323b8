import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { inForceOn } from '@oce/quantities';

export const stationEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'station', id: 'stationId' },
  {
    ConditioningStationOpened: event<{
      stationId: string;
      name: string;
      lineIds: readonly string[];
      openedOn: string;
    }>(),
    LineAdded: event<{ stationId: string; lineId: string }>(),
    /** What was on the line before is off it. */
    LineCleaned: event<{ stationId: string; lineId: string; method: string; cleanedAt: string }>(),
    /** What runs may differ by, and dips, from a day on. */
    StationTolerancesPublished: event<{
      stationId: string;
      validFrom: string;
      runPpm: number;
      gaugePpm: number;
    }>(),
  },
);
type Opened = EventOf<typeof stationEvents.ConditioningStationOpened>['data'];
type Tolerances = Omit<EventOf<typeof stationEvents.StationTolerancesPublished>['data'], 'stationId'>;
type Cleaned = Omit<EventOf<typeof stationEvents.LineCleaned>['data'], 'stationId'>;

export type OpenStation = Command<'OpenStation', Opened>;
export type AddLine = Command<'AddLine', { lineId: string }>;
export type CleanLine = Command<'CleanLine', Cleaned>;
export type PublishTolerances = Command<'PublishTolerances', Tolerances>;
export type StationCommand = OpenStation | AddLine | CleanLine | PublishTolerances;

export interface StationState {
  readonly opened: Opened | null;
  readonly lineIds: readonly string[];
  readonly cleanings: Readonly<Record<string, Cleaned>>;
  readonly tolerances: readonly Tolerances[];
}

/** Holds until a station publishes its own: half a percent, chain.md 3. */
export const FIRST_TOLERANCES = { runPpm: 5_000, gaugePpm: 5_000 } as const;

/** A place where goods are pressed, blended and packed: its lines, and what may be off. */
export const stationAggregate = defineAggregate<StationState, StationCommand, typeof stationEvents>(
  stationEvents,
  {
    initial: { opened: null, lineIds: [], cleanings: {}, tolerances: [] },
    decide: {
      OpenStation({ data }, { opened }) {
        if (opened !== null) {
          if (saysTheSame(opened, data)) return [];
          throw conflict('station_id_taken', 'Another station has this id: choose another.', 'stationId');
        }
        if (new Set(data.lineIds).size !== data.lineIds.length)
          throw invalid('line_twice', 'Each line stands once.', 'lineIds');
        return [stationEvents.ConditioningStationOpened(data)];
      },
      AddLine({ data: { lineId } }, state) {
        const { stationId } = openedOf(state);
        return state.lineIds.includes(lineId) ? [] : [stationEvents.LineAdded({ stationId, lineId })];
      },
      CleanLine({ data }, state) {
        const { stationId } = openedOf(state);
        const { lineId } = data;
        requireLine(state, lineId);
        const last = state.cleanings[lineId];
        return last && saysTheSame(last, data) ? [] : [stationEvents.LineCleaned({ stationId, ...data })];
      },
      PublishTolerances({ data }, state) {
        const { stationId } = openedOf(state);
        const known = state.tolerances.find((one) => one.validFrom === data.validFrom);
        if (known === undefined) return [stationEvents.StationTolerancesPublished({ stationId, ...data })];
        if (saysTheSame(known, data)) return [];
        throw conflict(
          'tolerances_published',
          'Tolerances stand for this day: publish the next from a later one.',
          'validFrom',
        );
      },
    },
    evolve: {
      ConditioningStationOpened: (state, { data }) => ({ ...state, opened: data, lineIds: data.lineIds }),
      LineAdded: (state, { data }) => ({ ...state, lineIds: [...state.lineIds, data.lineId] }),
      LineCleaned(state, { data: { lineId, method, cleanedAt } }) {
        return { ...state, cleanings: { ...state.cleanings, [lineId]: { lineId, method, cleanedAt } } };
      },
      StationTolerancesPublished(state, { data: { validFrom, runPpm, gaugePpm } }) {
        return { ...state, tolerances: [...state.tolerances, { validFrom, runPpm, gaugePpm }] };
      },
    },
  },
);

/** The station as it was opened. Refuses `station_unknown`. */
export function openedOf({ opened }: StationState): Opened {
  if (opened === null) throw notFound('station_unknown', 'Open the station first.', 'stationId');
  return opened;
}

/** Refuses `line_unknown`. */
export function requireLine({ lineIds }: StationState, lineId: string): void {
  if (!lineIds.includes(lineId))
    throw notFound('line_unknown', `The station has no line ${lineId}: add it first.`, 'lineId');
}

/** When a line was last cleaned, where that was not after a moment; undefined where nobody said. */
export function cleanedBefore({ cleanings }: StationState, lineId: string, at: string): string | undefined {
  const cleanedAt = cleanings[lineId]?.cleanedAt;
  return cleanedAt !== undefined && cleanedAt <= at ? cleanedAt : undefined;
}

/** The tolerances of a day. */
export function tolerancesOn({ tolerances }: StationState, day: string): Omit<Tolerances, 'validFrom'> {
  return inForceOn(tolerances, day) ?? FIRST_TOLERANCES;
}
