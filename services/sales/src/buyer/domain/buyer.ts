import type { BuyerAccepted } from '@oce/contracts';
import { conflict, defineAggregate, invalid, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { checkIce, checkTaxId } from '@oce/identifiers';
import { formatMoney } from '@oce/quantities';
import { Map, OrderedMap } from 'immutable';
import {
  buyerEvents,
  type BuyerCreditAligned,
  type BuyerCreditRefused,
  type BuyerCreditReleased,
  type BuyerCreditReserved,
  type BuyerEvent,
  type BuyerLimitSet,
  type BuyerTaxIdSet,
} from './buyer.events';

export type AcceptBuyer = Command<'AcceptBuyer', BuyerAccepted['data']>;
export type SetBuyerLimit = Command<'SetBuyerLimit', Omit<BuyerLimitSet['data'], 'usedCentimes'>>;
export type ReserveCredit = Command<'ReserveCredit', Omit<BuyerCreditReserved['data'], 'usedCentimes'>>;
/** `amountCentimes` of null sets free whatever is still set aside for the order. */
export type ReleaseCredit = Command<
  'ReleaseCredit',
  Omit<BuyerCreditReleased['data'], 'amountCentimes' | 'usedCentimes'> & { amountCentimes: number | null }
>;
export type SetBuyerTaxId = Command<'SetBuyerTaxId', BuyerTaxIdSet['data']>;
export type AlignCredit = Command<'AlignCredit', Omit<BuyerCreditAligned['data'], 'usedCentimes'>>;
export type BuyerCommand =
  AcceptBuyer | SetBuyerTaxId | SetBuyerLimit | ReserveCredit | AlignCredit | ReleaseCredit;

/** What the buyer answered to one order, and what is still set aside for it. */
interface CreditOfOrder {
  readonly askedCentimes: number;
  /** What the order came to when it was billed, or was asked before that. */
  readonly owedCentimes: number;
  readonly openCentimes: number;
  /** Null where there is none, or where the order has come to nothing and set it free. */
  readonly buyerReference: string | null;
  /** By cause and id: proceeds may have an id that a credit note has too. */
  readonly releases: readonly string[];
}

export interface BuyerState {
  readonly accepted?: BuyerAccepted['data'];
  readonly limitCentimes: number;
  readonly usedCentimes: number;
  readonly orders: OrderedMap<string, CreditOfOrder>;
  /** The order that holds a reference of the buyer. */
  readonly references: Map<string, string>;
}

/** A buyer guards its own limit: what is ordered and not paid never comes to more. */
export const buyerAggregate = defineAggregate<BuyerState, BuyerCommand, typeof buyerEvents>(buyerEvents, {
  initial: { limitCentimes: 0, usedCentimes: 0, orders: OrderedMap(), references: Map() },
  decide: {
    AcceptBuyer: ({ data }, state) => acceptBuyer(data, state),
    SetBuyerTaxId: ({ data }, state) => setTaxId(data, accepted(state)),
    SetBuyerLimit: ({ data }, state) => setLimit(data, accepted(state)),
    ReserveCredit: ({ data }, state) => reserveCredit(data, accepted(state)),
    AlignCredit: ({ data }, state) => alignCredit(data, accepted(state)),
    ReleaseCredit: ({ data }, state) => releaseCredit(data, accepted(state)),
  },
  evolve: {
    BuyerAccepted: (state, { data }) => ({ ...state, accepted: data, limitCentimes: data.limitCentimes }),
    BuyerTaxIdSet: (state, { data: { taxId } }) =>
      state.accepted ? { ...state, accepted: { ...state.accepted, taxId } } : state,
    BuyerLimitSet: (state, { data }) => ({ ...state, limitCentimes: data.limitCentimes }),
    BuyerCreditReserved(state, { data }) {
      const { orderId, amountCentimes: openCentimes, buyerReference, usedCentimes } = data;
      const asked = { askedCentimes: openCentimes, owedCentimes: openCentimes };
      const credit = { ...asked, openCentimes, buyerReference, releases: [] };
      return withCredit({ ...state, usedCentimes }, orderId, credit);
    },
    BuyerCreditRefused(state, { data }) {
      const { orderId, amountCentimes } = data;
      const asked = { askedCentimes: amountCentimes, owedCentimes: amountCentimes };
      const credit = { ...asked, openCentimes: 0, buyerReference: null, releases: [] };
      return withCredit(state, orderId, credit);
    },
    BuyerCreditAligned(state, { data: { orderId, amountCentimes, usedCentimes } }) {
      const before = state.orders.get(orderId);
      if (!before) return state;
      const openCentimes = before.openCentimes + amountCentimes - before.owedCentimes;
      const credit = { ...before, owedCentimes: amountCentimes, openCentimes };
      return withCredit({ ...state, usedCentimes }, orderId, credit);
    },
    BuyerCreditReleased(state, { data }) {
      const { orderId, cause, amountCentimes, usedCentimes } = data;
      const before = state.orders.get(orderId);
      const credit = {
        askedCentimes: before?.askedCentimes ?? 0,
        owedCentimes: before?.owedCentimes ?? 0,
        openCentimes: (before?.openCentimes ?? 0) - amountCentimes,
        buyerReference: cause === 'ended' ? null : (before?.buyerReference ?? null),
        releases: [...(before?.releases ?? []), releaseKey(data)],
      };
      return withCredit({ ...state, usedCentimes }, orderId, credit);
    },
  },
});

/** An order's credit, new or changed; the reference that it holds, or holds no more, goes with it. */
function withCredit(state: BuyerState, orderId: string, credit: CreditOfOrder): BuyerState {
  const { orders } = state;
  const before = orders.get(orderId)?.buyerReference ?? null;
  const { buyerReference } = credit;
  const left = before === null || before === buyerReference ? state.references : state.references.delete(before);
  const references = buyerReference === null ? left : left.set(buyerReference, orderId);
  return { ...state, orders: orders.set(orderId, credit), references };
}

function accepted(state: BuyerState): BuyerState {
  if (!state.accepted) throw notFound('buyer_unknown', 'There is no such buyer: accept it first.', 'buyerId');
  return state;
}

function acceptBuyer(data: AcceptBuyer['data'], state: BuyerState): BuyerEvent[] {
  const ice = checkIce(data.ice);
  if (!ice.ok) throw invalid(ice.rule, `Look at the number on the company's papers: ${ice.message}.`, 'ice');
  if (data.limitCentimes < 0)
    throw invalid('limit_negative', 'A limit is 0 centimes or more.', 'limitCentimes');
  const accepted = { ...data, ice: ice.value, taxId: data.taxId === null ? null : taxIdOf(data.taxId) };
  if (state.accepted && saysTheSame(state.accepted, accepted)) return [];
  if (state.accepted)
    throw conflict(
      'buyer_accepted_already',
      'This id is of a buyer accepted with other particulars.',
      'buyerId',
    );
  return [buyerEvents.BuyerAccepted(accepted)];
}

function taxIdOf(text: string): string {
  const taxId = checkTaxId(text);
  if (!taxId.ok)
    throw invalid(taxId.rule, `Look at the number on the company's papers: ${taxId.message}.`, 'taxId');
  return taxId.value;
}

function setTaxId({ buyerId, taxId }: SetBuyerTaxId['data'], { accepted }: BuyerState): BuyerEvent[] {
  const checked = taxIdOf(taxId);
  return accepted?.taxId === checked ? [] : [buyerEvents.BuyerTaxIdSet({ buyerId, taxId: checked })];
}

/** A limit below what is in use takes nothing back; it stands against new orders. */
function setLimit({ buyerId, limitCentimes }: SetBuyerLimit['data'], state: BuyerState): BuyerEvent[] {
  if (limitCentimes < 0) throw invalid('limit_negative', 'A limit is 0 centimes or more.', 'limitCentimes');
  if (limitCentimes === state.limitCentimes) return [];
  const { usedCentimes } = state;
  return [buyerEvents.BuyerLimitSet({ buyerId, limitCentimes, usedCentimes })];
}

function reserveCredit(data: ReserveCredit['data'], state: BuyerState): BuyerEvent[] {
  const known = state.orders.get(data.orderId);
  if (known?.askedCentimes === data.amountCentimes) return [];
  if (known)
    throw conflict(
      'credit_asked_otherwise',
      `The order ${data.orderId} asked for another amount.`,
      'amountCentimes',
    );
  const refusal = creditRefusal(data, state);
  const { buyerId, orderId, amountCentimes } = data;
  if (refusal) {
    const { limitCentimes, usedCentimes } = state;
    const asked = { buyerId, orderId, amountCentimes };
    return [buyerEvents.BuyerCreditRefused({ ...asked, usedCentimes, limitCentimes, ...refusal })];
  }
  const usedCentimes = state.usedCentimes + amountCentimes;
  return [buyerEvents.BuyerCreditReserved({ ...data, usedCentimes })];
}

function creditRefusal(
  { buyerReference, amountCentimes }: ReserveCredit['data'],
  { limitCentimes, usedCentimes, references }: BuyerState,
): Pick<BuyerCreditRefused['data'], 'reason' | 'detail'> | undefined {
  const orderId = buyerReference === null ? undefined : references.get(buyerReference);
  if (orderId !== undefined) {
    const detail = `The buyer's reference ${buyerReference} is that of the order ${orderId}.`;
    return { reason: 'buyer_reference_used', detail };
  }
  const leftCentimes = limitCentimes - usedCentimes;
  if (amountCentimes <= leftCentimes) return undefined;
  const left = formatMoney(Math.max(0, leftCentimes));
  const detail =
    `The order comes to ${formatMoney(amountCentimes)}, but the buyer has ${left} left of a limit of ` +
    `${formatMoney(limitCentimes)}. Wait for a payment, or have the limit raised.`;
  return { reason: 'buyer_limit_exceeded', detail };
}

/** Sets aside what the invoice comes to, where that is not what the order was asked for. */
function alignCredit(data: AlignCredit['data'], state: BuyerState): BuyerEvent[] {
  const credit = state.orders.get(data.orderId);
  if (!credit || credit.owedCentimes === data.amountCentimes) return [];
  const usedCentimes = state.usedCentimes + data.amountCentimes - credit.owedCentimes;
  return [buyerEvents.BuyerCreditAligned({ ...data, usedCentimes })];
}

function releaseCredit(data: ReleaseCredit['data'], state: BuyerState): BuyerEvent[] {
  const credit = state.orders.get(data.orderId);
  if (!credit || credit.openCentimes === 0 || credit.releases.includes(releaseKey(data))) return [];
  const amountCentimes = Math.min(data.amountCentimes ?? credit.openCentimes, credit.openCentimes);
  const usedCentimes = state.usedCentimes - amountCentimes;
  return [buyerEvents.BuyerCreditReleased({ ...data, amountCentimes, usedCentimes })];
}

const releaseKey = ({ cause, releaseId }: Pick<ReleaseCredit['data'], 'cause' | 'releaseId'>): string =>
  `${cause} ${releaseId}`;
