import type { Event } from '@oce/event-sourcing';
import type { StationOpened } from '@oce/contracts';

export type ScaleVerified = Event<
  'ScaleVerified',
  {
    stationId: string;
    scaleId: string;
    kind: string;
    certificate: string;
    verifiedOn: string;
    validUntil: string;
  },
  1
>;
export type TerminalInstalled = Event<
  'TerminalInstalled',
  { stationId: string; terminalId: string; scaleId: string },
  1
>;

export type StationEvent = StationOpened | ScaleVerified | TerminalInstalled;
