import { command, given } from '@oce/testing';
import { contractSigned } from '../../test/facts';
import { contractAggregate, type SaleContract } from './domain/contract';

const sign = (change: Partial<SaleContract> = {}) =>
  command('SignSaleContract', { ...contractSigned.data, ...change });
const price = { grade: 'extra', unitPriceMinor: 985 };

describe('signing a contract', () => {
  it('writes the term of delivery as Incoterms have it', () => {
    given(contractAggregate, [])
      .when(sign({ incoterm: 'exw', place: ' Meknès ' }))
      .then({ ...contractSigned, data: { ...contractSigned.data, limit: 200_000 } });
  });

  it('is done once', () => {
    given(contractAggregate, [contractSigned]).when(sign()).thenNothing();
  });

  it.each<[string, Partial<SaleContract>]>([
    ['incoterm_unknown', { incoterm: 'DAT' }],
    ['incoterm_place_missing', { place: '  ' }],
    ['currency_unsupported', { currency: 'EUR' }],
    ['prices_missing', { prices: [] }],
    ['grade_priced_twice', { prices: [price, { ...price, unitPriceMinor: 1 }] }],
    ['price_not_positive', { prices: [{ ...price, unitPriceMinor: 0 }] }],
    ['payment_days_negative', { paymentDays: -1 }],
  ])('is refused with %s', (slug, wrong) => {
    given(contractAggregate, []).when(sign(wrong)).thenRefused(slug);
  });

  it('refuses other terms under a known id', () => {
    for (const other of [
      { kind: 'traceable' as const },
      { paymentDays: 31 },
      { place: 'Fès' },
      { prices: [price] },
    ])
      given(contractAggregate, [contractSigned]).when(sign(other)).thenRefused('contract_signed_already');
  });
});
