import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { sellerAggregate, sellerOn } from './domain/seller';
import { sellerEvents, vatScheduleEvents } from './domain/tax.events';
import { splitOverOpen, vatCentimesOf, withVat } from './domain/vat-amounts';
import { vatInForce, vatScheduleAggregate } from './domain/vat-schedule';

const ten = {
  productKind: 'packed',
  version: 'TVA-2026',
  market: 'domestic',
  validFrom: '2026-01-01',
  ratePpm: 100_000,
  ground: null,
} as const;
const exempt = { ...ten, version: 'EXO-2027', validFrom: '2027-01-01', ratePpm: 0, ground: 'CGI art. 91' };
const published = (data: Parameters<typeof vatScheduleEvents.VatPublished>[0]) =>
  vatScheduleEvents.VatPublished(data);

describe('the VAT of a kind of goods', () => {
  it('is published with a rate, or with the ground of exemption', () => {
    given(vatScheduleAggregate, []).when(command('PublishVat', ten)).then(published(ten));
    given(vatScheduleAggregate, [published(ten)])
      .when(command('PublishVat', exempt))
      .then(published(exempt));
  });

  it.each([
    ['rate_out_of_bounds', { ratePpm: 1_000_001 }],
    ['ground_missing', { ratePpm: 0 }],
    ['ground_with_rate', { ground: 'no VAT' }],
  ])('is refused as %s', (slug, change) => {
    given(vatScheduleAggregate, [])
      .when(command('PublishVat', { ...ten, ...change }))
      .thenRefused(slug);
  });

  it('never changes: the same again is nothing, other content under its name or its day is refused', () => {
    const after = given(vatScheduleAggregate, [published(ten)]);
    after.when(command('PublishVat', ten)).thenNothing();
    given(vatScheduleAggregate, [published(ten)])
      .when(command('PublishVat', { ...ten, ratePpm: 200_000 }))
      .thenRefused('version_frozen');
    given(vatScheduleAggregate, [published(ten)])
      .when(command('PublishVat', { ...ten, version: 'TVA-2026-B' }))
      .thenRefused('vat_dated_already');
  });

  it('is that of the day: the latest version in force, else what stands', () => {
    const state = { versions: [exempt, ten] };
    const on = (date: string) => vatInForce(state, 'packed', 'domestic', date);
    expect(on('2026-12-31')).toMatchObject({ version: 'TVA-2026', ratePpm: 100_000, ground: null });
    expect(on('2027-01-01')).toMatchObject({ version: 'EXO-2027', ratePpm: 0, ground: 'CGI art. 91' });
    expect(on('2025-12-31')).toMatchObject({ version: 'standing-domestic-packed', ratePpm: 200_000 });
    expect(vatInForce({ versions: [] }, 'raw', 'domestic', '2026-10-01')).toMatchObject({
      ratePpm: 0,
      ground: "Produits agricoles à l'état brut, hors du champ de la TVA",
    });
    expect(vatInForce(state, 'packed', 'export', '2026-10-01').ground).toContain('art. 92');
    expect(() => vatInForce(state, 'raw', 'domestic', '1999-01-01')).toThrow(
      expect.objectContaining({ slug: 'vat_unknown' }),
    );
  });
});

describe('amounts with VAT', () => {
  const kilogram = { unit: 'kg', quantity: 1, unitPriceMinor: 1 } as const;
  const line = { lotId: 'L', grams: 1, campaignId: 'C', productId: 'P', grade: 'G', ...kilogram };
  const lines = (nets: number[]) => nets.map((amountCentimes) => ({ ...line, amountCentimes }));

  it('are rounded once on the whole: three lines of 3.33 at 10 % come to 1.00, not to 0.99', () => {
    const vatCentimes = vatCentimesOf(999, 100_000);
    expect(vatCentimes).toBe(100);
    expect(withVat(lines([333, 333, 333]), vatCentimes).map((one) => one.vatCentimes)).toEqual([34, 33, 33]);
  });

  it('come to net and VAT of every line exactly, whatever is paid or credited in between', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 8 }),
        (nets, ratePpm, payments) => {
          const net = nets.reduce((sum, one) => sum + one, 0);
          const billed = withVat(lines(nets), vatCentimesOf(net, ratePpm));
          let open = billed.map(({ amountCentimes, vatCentimes }) => ({
            openCentimes: amountCentimes + vatCentimes,
            openVatCentimes: vatCentimes,
          }));
          const left = () => open.reduce((sum, one) => sum + one.openCentimes, 0);
          const received = nets.map(() => ({ netCentimes: 0, vatCentimes: 0 }));
          for (const payment of [...payments, Infinity]) {
            const amount = Math.min(payment, left());
            if (amount === 0) break;
            const parts = splitOverOpen(amount, open);
            expect(parts.reduce((sum, one) => sum + one.netCentimes + one.vatCentimes, 0)).toBe(amount);
            open = open.map((one, at) => {
              const { netCentimes, vatCentimes } = parts[at]!;
              received[at]!.netCentimes += netCentimes;
              received[at]!.vatCentimes += vatCentimes;
              return {
                openCentimes: one.openCentimes - netCentimes - vatCentimes,
                openVatCentimes: one.openVatCentimes - vatCentimes,
              };
            });
            expect(open.every((one) => one.openCentimes >= one.openVatCentimes)).toBe(true);
            expect(open.every((one) => one.openVatCentimes >= 0)).toBe(true);
          }
          expect(received).toEqual(
            billed.map(({ amountCentimes, vatCentimes }) => ({ netCentimes: amountCentimes, vatCentimes })),
          );
        },
      ),
    );
  });
});

describe('the seller', () => {
  const seller = {
    sellerId: 'office',
    name: 'Office',
    place: 'Casablanca',
    ice: '993401083000144',
    taxId: '1234567',
    validFrom: '2026-01-01',
  };
  const identified = sellerEvents.SellerIdentified(seller);

  it('is named with its ICE and its IF, by dates', () => {
    given(sellerAggregate, []).when(command('IdentifySeller', seller)).then(identified);
    given(sellerAggregate, [identified]).when(command('IdentifySeller', seller)).thenNothing();
    given(sellerAggregate, [identified])
      .when(command('IdentifySeller', { ...seller, name: 'Other' }))
      .thenRefused('seller_dated_already');
    const moved = { ...seller, place: 'Rabat', validFrom: '2026-11-01' };
    const { state } = { state: { versions: [moved, seller] } };
    expect(sellerOn(state, '2026-10-31')).toMatchObject({ place: 'Casablanca', taxId: '1234567' });
    expect(sellerOn(state, '2026-11-01')).toMatchObject({ place: 'Rabat' });
    expect(sellerOn(state, '2025-12-31')).toBeNull();
  });

  it.each([
    ['ice_key', { ice: '993401083000145' }],
    ['tax_id_digits', { taxId: '12A4567' }],
  ])('is refused as %s', (slug, change) => {
    given(sellerAggregate, [])
      .when(command('IdentifySeller', { ...seller, ...change }))
      .thenRefused(slug);
  });
});
