import { transport, type UnitLoaded } from '@oce/contracts';
import { conflict, defineAggregate, type Command } from '@oce/event-sourcing';

export const custodyEvents = transport.custody;
export type LoadUnit = Command<'LoadUnit', Omit<UnitLoaded['data'], 'seenTo' | 'loadedAt'>> & {
  /** Up to where in the log it was known that nothing stands against it. */
  readonly facts: { readonly seenTo: number };
};
export type FreeUnit = Command<'FreeUnit', { sscc: string; shipmentId: string; reason: string }>;

export interface CustodyState {
  /** The shipment that it is on; null where it is at a station. */
  readonly shipmentId: string | null;
}

/** Who has a unit: it is on one shipment at a time. Refuses `unit_already_loaded`. chain.md 6. */
export const custodyAggregate = defineAggregate<CustodyState, LoadUnit | FreeUnit, typeof custodyEvents>(
  custodyEvents,
  {
    initial: { shipmentId: null },
    decide: {
      LoadUnit({ data, facts: { seenTo }, meta: { now: loadedAt } }, { shipmentId }) {
        if (shipmentId === data.shipmentId) return [];
        if (shipmentId !== null) throw alreadyLoaded(data.sscc, shipmentId);
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
