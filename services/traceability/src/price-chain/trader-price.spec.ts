import { command, given, projected } from '@oce/testing';
import { traderPriceAggregate, traderPriceEvents } from './domain/trader-price';
import { pricesBeside } from './domain/trader-prices-beside';
import { traderPricesProjection } from './reads/trader-prices';

const data = {
  priceId: 'TP-1',
  place: 'Souk de Ouezzane',
  productId: 'OLIVE',
  day: '2026-10-08',
  pricePerKgCentimes: 480,
  source: 'relevé du marché',
};
const [entered] = given(traderPriceAggregate, []).when(command('EnterTraderPrice', data)).events();
if (!entered) throw new Error('a price was to be entered');
const withdrawal = (reason = 'another market') => command('WithdrawTraderPrice', { reason });

describe('what a trader paid', () => {
  it('is entered once, and withdrawn where it was wrong', () => {
    const known = given(traderPriceAggregate, [entered]);
    known.when(command('EnterTraderPrice', data)).thenNothing();
    known
      .when(command('EnterTraderPrice', { ...data, pricePerKgCentimes: 490 }))
      .thenRefused('trader_price_entered');
    const [withdrawn] = known.when(withdrawal()).events();
    if (!withdrawn) throw new Error('it was to be withdrawn');
    const gone = given(traderPriceAggregate, [entered, withdrawn]);
    gone.when(withdrawal()).thenNothing();
    gone.when(withdrawal('a typing error')).thenRefused('trader_price_withdrawn_otherwise');
    gone.when(command('EnterTraderPrice', data)).thenRefused('trader_price_withdrawn');
    given(traderPriceAggregate, []).when(withdrawal()).thenRefused('trader_price_unknown');
    expect(projected(traderPricesProjection, [entered])).toMatchObject({ 'TP-1': data });
    expect(projected(traderPricesProjection, [entered, withdrawn])).toEqual({});
  });

  it('stands beside the goods by place, the last of each', () => {
    const at = (place: string, day: string, pricePerKgCentimes: number) => ({
      place,
      productId: 'OLIVE',
      day,
      pricePerKgCentimes,
      source: 'a visit',
    });
    const beside = pricesBeside([
      at('B', '2026-10-01', 400),
      at('A', '2026-10-02', 450),
      at('B', '2026-10-03', 420),
    ]);
    expect(beside.map(({ place, pricePerKgCentimes }) => [place, pricePerKgCentimes])).toEqual([
      ['A', 450],
      ['B', 420],
    ]);
  });
});

describe('events of prices', () => {
  it('name who entered them', () => {
    expect(entered).toEqual(
      traderPriceEvents.TraderPriceEntered({ ...data, enteredBy: withdrawal().meta.actor }),
    );
  });
});
