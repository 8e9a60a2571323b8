import { collection, OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';

export const stationEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'station', id: 'stationId' },
  {
    ...collection.station,
    ScaleVerified: event<{
      stationId: string;
      scaleId: string;
      kind: string;
      certificate: string;
      verifiedOn: string;
      validUntil: string;
    }>(),
    TerminalInstalled: event<{ stationId: string; terminalId: string; scaleId: string }>(),
  },
);
export type ScaleVerified = EventOf<typeof stationEvents.ScaleVerified>;
export type TerminalInstalled = EventOf<typeof stationEvents.TerminalInstalled>;

export type StationEvent = EventOf<typeof stationEvents>;
