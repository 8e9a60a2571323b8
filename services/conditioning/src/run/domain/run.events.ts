import { conditioning, OCE, type RunInput } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

/** What a run does. */
export const ACTIVITIES = ['press', 'extract', 'calibrate', 'blend', 'filter', 'bottle', 'pack'] as const;
export type Activity = (typeof ACTIVITIES)[number];

export const runEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'run', id: 'runId' },
  {
    ...conditioning.run,
    RunStarted: event<{
      runId: string;
      stationId: string;
      lineId: string;
      activity: Activity;
      /** The completed run that this one sets right; null where it is one of its own. */
      corrects: string | null;
      startedAt: string;
    }>(),
    RunCharged: event<{ runId: string } & RunInput>(),
    /** It came when the run was over: the goods go back to where they were drawn. */
    ChargeTurnedAway: event<{ runId: string; chargeId: string; from: RunInput['from'] }>(),
    /** Taken back before the run is over: the goods go back. */
    ChargeTakenBack: event<{ runId: string; chargeId: string; from: RunInput['from']; reason: string }>(),
    /** Each output is asked whether it is still whole. */
    RunReversalBegun: event<{
      runId: string;
      reversalId: string;
      reason: string;
      lotIds: readonly string[];
    }>(),
    RunOutputHeld: event<{ runId: string; reversalId: string; lotId: string }>(),
    /** An output has moved: the run stands, and those that were held are set free. */
    RunReversalAbandoned: event<{
      runId: string;
      reversalId: string;
      reason: string;
      movedLotId: string;
      drawId: string;
      lotIds: readonly string[];
    }>(),
  },
);
export type RunEvent = EventOf<typeof runEvents>;
export type RunStarted = EventOf<typeof runEvents.RunStarted>;
