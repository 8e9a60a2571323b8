import {
  certification,
  OCE,
  type Claim,
  type HoldCause,
  type LotRecalled,
  type LotReleased,
  type LotRejected,
} from '@oce/contracts';
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

export const lotStatusEvents = defineEvents(
  { stream: OCE, context: 'certification', aggregate: 'lot-status', id: 'lotId' },
  {
    ...certification.lotStatus,
    /** A lot that is to be sold one day: from here on it is held. */
    LotTakenUp: event<{ lotId: string; productId: string; grade: string | null; netGrams: number }>(),
    /** What a clerk held is as it was before: its releases follow. */
    HoldLifted: event<{ lotId: string; reason: string; liftedAt: string }>(),
    /** Under the eyes of somebody, by weight, with its record. */
    LotDestroyed: event<{ lotId: string; grams: number; document: string; destroyedOn: string }>(),
  },
);
export type LotStatusEvent = EventOf<typeof lotStatusEvents>;
type TakenUp = EventOf<typeof lotStatusEvents.LotTakenUp>['data'];
type Destroyed = EventOf<typeof lotStatusEvents.LotDestroyed>['data'];

/** `recalledBy`: the recall of something that it was made of. */
export type TakeUpLot = Command<'TakeUpLot', TakenUp & { recalledBy?: Recall; takenUpAt: string }>;
export type HoldLot = Command<'HoldLot', { cause: HoldCause; reason: string; heldAt: string }>;
export type LiftHold = Command<'LiftHold', { reason: string; liftedAt: string }>;
export type ReleaseLot = Command<'ReleaseLot', Omit<LotReleased['data'], 'lotId'> & { sampledAt: string }>;
export type RejectLot = Command<'RejectLot', Omit<LotRejected['data'], 'lotId'>>;
export interface Recall {
  readonly recallId: string;
  readonly reason: string;
}
/** Of a lot that may not be taken up yet: a recall comes before the news of a lot at times. */
export type RecallLot = Command<'RecallLot', LotRecalled['data']>;
export type DestroyLot = Command<'DestroyLot', Omit<Destroyed, 'lotId'>>;
export type ChangeClaims = Command<
  'ChangeClaims',
  { claims: readonly Claim[]; reason: string; changedAt: string }
>;
export type LotStatusCommand =
  TakeUpLot | HoldLot | LiftHold | ReleaseLot | RejectLot | RecallLot | DestroyLot | ChangeClaims;

export interface LotStatusState {
  readonly lot: TakenUp | null;
  /** Standing ones, by market. */
  readonly releases: ReadonlyMap<string, LotReleased['data']>;
  /** What a clerk's hold ended, and its lifting brings back. */
  readonly heldBack: ReadonlyMap<string, LotReleased['data']>;
  /** Why it is held; null while it is not. */
  readonly hold: { readonly cause: HoldCause; readonly reason: string; readonly heldAt: string } | null;
  /** The last lifting of a hold. */
  readonly lifted: LiftHold['data'] | null;
  readonly recalledBy: string | null;
  readonly destroyed: Destroyed | null;
  readonly claims: readonly Claim[];
}

/** What may be done with a lot. It is held from its beginning, and a recall is for good. chain.md 4. */
export const lotStatusAggregate = defineAggregate<LotStatusState, LotStatusCommand, typeof lotStatusEvents>(
  lotStatusEvents,
  {
    initial: {
      lot: null,
      releases: new Map(),
      heldBack: new Map(),
      hold: null,
      lifted: null,
      recalledBy: null,
      destroyed: null,
      claims: [],
    },
    decide: {
      TakeUpLot({ data: { recalledBy, takenUpAt, ...data } }, { lot, recalledBy: known }) {
        if (lot !== null) return [];
        const { lotId } = data;
        const held = { lotId, cause: 'systematic', reason: 'never controlled', heldAt: takenUpAt } as const;
        // It may have been recalled before it was heard of: that is more than a hold.
        if (known !== null) return [lotStatusEvents.LotTakenUp(data)];
        const events: LotStatusEvent[] = [lotStatusEvents.LotTakenUp(data), lotStatusEvents.LotHeld(held)];
        if (recalledBy)
          events.push(lotStatusEvents.LotRecalled({ lotId, ...recalledBy, recalledAt: takenUpAt }));
        return events;
      },
      HoldLot({ data }, state) {
        const { lotId } = lotOf(state);
        if (state.recalledBy !== null || state.destroyed !== null) return [];
        if (state.hold && saysTheSame(state.hold, data)) return [];
        return [lotStatusEvents.LotHeld({ lotId, ...data })];
      },
      LiftHold: liftHold,
      ReleaseLot: releaseLot,
      RejectLot({ data }, state) {
        const { lotId } = lotOf(state);
        if (state.recalledBy !== null) return [];
        return [lotStatusEvents.LotRejected({ lotId, ...data })];
      },
      RecallLot({ data }, { recalledBy }) {
        return recalledBy === null ? [lotStatusEvents.LotRecalled(data)] : [];
      },
      DestroyLot: destroyLot,
      ChangeClaims({ data }, state) {
        const { lotId } = lotOf(state);
        if (state.recalledBy !== null || saysTheSame({ claims: state.claims }, { claims: data.claims }))
          return [];
        return [lotStatusEvents.LotClaimsChanged({ lotId, ...data })];
      },
    },
    evolve: {
      LotTakenUp: (state, { data }) => ({ ...state, lot: data }),
      LotHeld(state, { data: { cause, reason, heldAt } }) {
        // A hold of a clerk is lifted by a clerk; what else holds a lot asks for a new control.
        const heldBack = cause === 'clerk' ? new Map([...state.heldBack, ...state.releases]) : new Map();
        return { ...state, releases: new Map(), heldBack, hold: { cause, reason, heldAt } };
      },
      HoldLifted: (state, { data: { reason, liftedAt } }) => ({ ...state, lifted: { reason, liftedAt } }),
      LotReleased(state, { data }) {
        const releases = new Map(state.releases).set(data.market, data);
        return { ...state, releases, hold: null, heldBack: new Map(), claims: data.claims };
      },
      LotRejected(state, { data: { market } }) {
        const [releases, heldBack] = [new Map(state.releases), new Map(state.heldBack)];
        releases.delete(market);
        heldBack.delete(market);
        return { ...state, releases, heldBack };
      },
      LotRecalled: (state, { data: { recallId } }) => ({
        ...state,
        releases: new Map(),
        heldBack: new Map(),
        recalledBy: recallId,
      }),
      LotDestroyed: (state, { data }) => ({ ...state, destroyed: data }),
      LotClaimsChanged: (state, { data: { claims } }) => ({ ...state, claims }),
    },
  },
);

/** The lot as it was taken up. Refuses `lot_unknown`. */
export function lotOf({ lot }: LotStatusState): TakenUp {
  if (lot === null)
    throw notFound('lot_unknown', 'No such lot is known yet: it is once its station has closed it.', 'lotId');
  return lot;
}

/** Refuses `lot_recalled`, `lot_destroyed`, and `sample_before_hold`: what was sampled before is not what is there now. */
function releaseLot({ data: { sampledAt, ...data } }: ReleaseLot, state: LotStatusState): LotStatusEvent[] {
  const { lotId } = lotOf(state);
  const known = state.releases.get(data.market);
  if (known && saysTheSame(known, { lotId, ...data })) return [];
  if (state.recalledBy !== null)
    throw conflict('lot_recalled', `${lotId} was recalled, and is sold no more.`, 'lotId');
  if (state.destroyed !== null) throw conflict('lot_destroyed', `${lotId} was destroyed.`, 'lotId');
  const { hold } = state;
  if (hold && hold.cause !== 'systematic' && sampledAt < hold.heldAt)
    throw conflict(
      'sample_before_hold',
      `${lotId} is held since ${hold.heldAt} (${hold.reason}): take a new sample.`,
      'lotId',
    );
  return [lotStatusEvents.LotReleased({ lotId, ...data })];
}

/** What a clerk held is as it was before. Refuses `lot_not_held` and `hold_not_by_clerk`. */
function liftHold({ data }: LiftHold, state: LotStatusState): LotStatusEvent[] {
  const { lotId } = lotOf(state);
  if (state.lifted && saysTheSame(state.lifted, data)) return [];
  if (state.hold === null) throw conflict('lot_not_held', 'The lot is not held.', 'lotId');
  if (state.hold.cause !== 'clerk' || state.heldBack.size === 0)
    throw conflict(
      'hold_not_by_clerk',
      `It is held since ${state.hold.heldAt} (${state.hold.reason}): only a control ends that.`,
      'lotId',
    );
  const { liftedAt: releasedAt } = data;
  const again = [...state.heldBack.values()].map((release) =>
    // A certificate may have changed while it was held.
    lotStatusEvents.LotReleased({ ...release, claims: state.claims, releasedAt }),
  );
  return [lotStatusEvents.HoldLifted({ lotId, ...data }), ...again];
}

/** Refuses `lot_released` and `grams_above_lot`. */
function destroyLot({ data }: DestroyLot, state: LotStatusState): LotStatusEvent[] {
  const { lotId, netGrams } = lotOf(state);
  if (state.destroyed !== null) {
    if (saysTheSame(state.destroyed, { lotId, ...data })) return [];
    throw conflict('lot_destroyed', `It was destroyed on ${state.destroyed.destroyedOn}.`, 'lotId');
  }
  if (state.releases.size > 0)
    throw conflict('lot_released', 'It is released for sale: hold it first.', 'lotId');
  if (data.grams > netGrams)
    throw invalid('grams_above_lot', `The lot had ${netGrams} g at the most.`, 'grams');
  return [lotStatusEvents.LotDestroyed({ lotId, ...data })];
}
