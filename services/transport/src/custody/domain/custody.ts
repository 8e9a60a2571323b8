import { transport, type UnitLoaded } from '@oce/contracts';
import { conflict, defineAggregate, type Command } from '@oce/event-sourcing';

export const custodyEvents = transport.custody;
export type LoadUnit = Command<'LoadUnit', Omit<UnitLoaded['data'], 'seenTo' | 'loadedAt'>> & {
  /** Up to where in the log it was known that nothing stands against it. */
  readonly facts: {
    readonly seenTo: number;
    /** The shipment has it on board: a repeat, which loads nothing. */
    readonly isOnBoard?: boolean;
  };
};
export type FreeUnit = Command<'FreeUnit', { sscc: string; shipmentId: string; reason: string }>;

export interface CustodyState {
  /** The shipment that it is on; null where it is at a station. */
  readonly shipmentId: string | null;
}

/** Who has a unit: it is on one shipment at a time. Refuses `unit_already_loaded`, `unit_left_shipment`. chain.md 6. */
export const custodyAggregate = defineAggregate<CustodyState, LoadUnit | FreeUnit, typeof custodyEvents>(
  custodyEvents,
  {
    initial: { shipmentId: null },
    decide: {
      LoadUnit({ data, facts: { seenTo, isOnBoard = false }, meta: { now: loadedAt } }, { shipmentId }) {
        if (shipmentId === data.shipmentId) return [];
        if (shipmentId !== null) throw alreadyLoaded(data.sscc, shipmentId);
        // What came back keeps its place on the shipment's list: it is not loaded there once more.
        if (isOnBoard) throw leftShipment(data.sscc, data.shipmentId);
        return [custodyEvents.UnitLoaded({ ...data, loadedAt, seenTo })];
      },
      FreeUnit({ data: { sscc, shipmentId, reason }, meta }, state) {
        if (state.shipmentId !== shipmentId) return [];
        return [custodyEvents.UnitUnloaded({ sscc, shipmentId, reason, unloadedAt: meta.now })];
      },
    },
    evolve: {
      UnitLoaded: (_state, { data: { shipmentId } }) => ({ shipmentId }),
      UnitUnloaded: () => ({ shipmentId: null }),
    },
  },
);

/** The refusal of a unit that another shipment has. */
export const alreadyLoaded = (sscc: string, shipmentId: string) =>
  conflict('unit_already_loaded', `${sscc} is on ${shipmentId}: unload it there first.`, 'sscc');

const leftShipment = (sscc: string, shipmentId: string) =>
  conflict('unit_left_shipment', `${sscc} was on ${shipmentId} and has left it: load it on another.`, 'sscc');
