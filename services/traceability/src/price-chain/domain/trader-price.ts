import { OCE, traceability, type TraderPriceEntered, type TraderPriceWithdrawn } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  notFound,
  saysTheSame,
  type Command,
} from '@oce/event-sourcing';

export const traderPriceEvents = defineEvents(
  { stream: OCE, context: 'traceability', aggregate: 'trader-price', id: 'priceId' },
  { ...traceability.traderPrice },
);

export type EnterTraderPrice = Command<'EnterTraderPrice', Omit<TraderPriceEntered['data'], 'enteredBy'>>;
export type WithdrawTraderPrice = Command<
  'WithdrawTraderPrice',
  Pick<TraderPriceWithdrawn['data'], 'reason'>
>;

export interface TraderPriceState {
  readonly entered: TraderPriceEntered['data'] | null;
  readonly withdrawnFor: string | null;
}

/** What a trader paid at a place on a day. What was entered wrong is withdrawn, and entered anew under another id. */
export const traderPriceAggregate = defineAggregate<
  TraderPriceState,
  EnterTraderPrice | WithdrawTraderPrice,
  typeof traderPriceEvents
>(traderPriceEvents, {
  initial: { entered: null, withdrawnFor: null },
  decide: {
    /** Refuses `trader_price_entered` and `trader_price_withdrawn`. */
    EnterTraderPrice({ data, meta }, { entered, withdrawnFor }) {
      if (entered === null) return [traderPriceEvents.TraderPriceEntered({ ...data, enteredBy: meta.actor })];
      const { enteredBy: _by, ...told } = entered;
      if (!saysTheSame(told, data))
        throw conflict('trader_price_entered', 'Another price has this id: choose another.', 'priceId');
      if (withdrawnFor !== null)
        throw conflict(
          'trader_price_withdrawn',
          `The price was withdrawn: ${withdrawnFor}. Enter it under another id.`,
          'priceId',
        );
      return [];
    },
    /** Refuses `trader_price_unknown` and `trader_price_withdrawn_otherwise`. */
    WithdrawTraderPrice({ data: { reason }, meta }, { entered, withdrawnFor }) {
      if (entered === null)
        throw notFound('trader_price_unknown', 'No price has this id: look at its number.', 'priceId');
      if (withdrawnFor === reason) return [];
      if (withdrawnFor !== null)
        throw conflict('trader_price_withdrawn_otherwise', `It was withdrawn: ${withdrawnFor}.`, 'reason');
      const { priceId } = entered;
      return [traderPriceEvents.TraderPriceWithdrawn({ priceId, reason, withdrawnBy: meta.actor })];
    },
  },
  evolve: {
    TraderPriceEntered: (_state, { data }) => ({ entered: data, withdrawnFor: null }),
    TraderPriceWithdrawn: (state, { data: { reason } }) => ({ ...state, withdrawnFor: reason }),
  },
});
