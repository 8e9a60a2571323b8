import type { Evolver } from '@oce/event-sourcing';
import { loadsWith } from './load';
import type { ShipmentEvent } from './shipment.events';
import { SEAL, type ShipmentState } from './shipment.state';

/** What events change of a shipment. */
export const evolveShipment: Evolver<ShipmentState, ShipmentEvent> = {
  ShipmentPlanned: (state, { data }) => ({ ...state, planned: data, status: 'planned' }),
  ShipmentArranged(
    state,
    { data: { mode, incoterm, place, productKind, vehicle, container, ordered, legs } },
  ) {
    const arranged = { mode, incoterm, place, productKind, vehicle, container, ordered, legs };
    return { ...state, arranged };
  },
  ShipmentCancelled: (state, { data: { reason } }) => ({ ...state, status: 'cancelled', endedFor: reason }),
  LegDone: (state, { data: { legId, doneAt } }) => ({
    ...state,
    legsDone: state.legsDone.set(legId, doneAt),
  }),
  SealSet: (state, { data: { sealNumber } }) => ({
    ...state,
    seal: sealNumber,
    sealsUsed: state.sealsUsed.add(sealNumber),
  }),
  SealBroken: (state, { data: { reason } }) => ({
    ...state,
    seal: null,
    undone: state.undone.set(SEAL, reason),
  }),
  UnitTakenOnBoard: (state, { data: { sscc, goods, within, netGrams } }) => ({
    ...state,
    units: state.units.set(sscc, { sscc, goods, within, netGrams }),
    turnedAway: state.turnedAway.delete(sscc),
    loads: loadsWith(state.loads, goods),
  }),
  UnitNotTaken: (state, { data: { sscc, reason } }) => ({
    ...state,
    turnedAway: state.turnedAway.set(sscc, reason),
  }),
  UnitTakenOff: (state, { data: { sscc, goods, reason } }) => ({
    ...state,
    undone: state.undone.set(sscc, reason),
    units: state.units.delete(sscc),
    loads: loadsWith(state.loads, goods, -1),
  }),
  BulkLoaded: (state, { data: { lineId, goods, compartment } }) => ({
    ...state,
    bulk: state.bulk.set(lineId, { lineId, goods, compartment }),
    loads: loadsWith(state.loads, [goods]),
  }),
  BulkUnloaded: (state, { data: { lineId, goods, reason } }) => ({
    ...state,
    undone: state.undone.set(lineId, reason),
    bulk: state.bulk.delete(lineId),
    loads: loadsWith(state.loads, [goods], -1),
  }),
  DocumentAttached: (state, { data: { documentId, kind, number, issuer, issuedOn, digest } }) => ({
    ...state,
    documents: state.documents.set(documentId, { documentId, kind, number, issuer, issuedOn, digest }),
  }),
  ShipmentDeparted: (state, { data: { departedAt } }) => ({ ...state, status: 'departed', departedAt }),
  CustodyHandedOver: (state, { data: { shipmentId, from, to, reservations, handedOverAt } }) => ({
    ...state,
    handOvers: [...state.handOvers, { shipmentId, from, to, reservations, handedOverAt }],
  }),
  ReservationsAccepted: (state, { data: { handedOverAt, by, note } }) => ({
    ...state,
    accepted: state.accepted.set(handedOverAt, { by, note }),
  }),
  CustomsCleared: (state, { data }) => ({ ...state, customs: data }),
  LotStoppedOnShipment: (state, { data: { lotId, stop } }) => ({
    ...state,
    stops: state.stops.set(lotId, stop),
  }),
  TemperaturesJudged: (state, { data: { shipmentId: _shipmentId, ...judgement } }) => ({
    ...state,
    series: state.series.set(judgement.seriesId, judgement),
  }),
  ShipmentReceived: (state, { data }) => ({ ...state, status: 'received', received: data }),
  ShipmentRefused: (state, { data: { reason, refusedOn } }) => ({
    ...state,
    status: 'refused',
    endedFor: reason,
    refusedOn,
  }),
  ShipmentReturned: (state, { data: { stationId, returnedOn } }) => ({
    ...state,
    status: 'returned',
    returned: { stationId, returnedOn },
  }),
};
