import { projected } from '@oce/testing';
import { sellerEvents, vatScheduleEvents } from './domain/tax.events';
import { sellersProjection, vatSchedulesProjection } from './reads/tax';

const ten = {
  productKind: 'packed',
  version: 'TVA-2026',
  market: 'domestic',
  validFrom: '2026-01-01',
  ratePpm: 100_000,
  ground: null,
} as const;
const exempt = { ...ten, version: 'EXO-2027', validFrom: '2027-01-01', ratePpm: 0, ground: 'CGI art. 91' };
const office = {
  sellerId: 'OCE',
  name: 'Office',
  place: 'Casablanca',
  ice: '993401083000144',
  taxId: '1234567',
  validFrom: '2026-01-01',
};

describe('published VAT', () => {
  it('keeps every version of each kind of goods, with its rate or its ground', () => {
    const raw = { ...exempt, productKind: 'raw' } as const;
    const events = [ten, exempt, raw].map((data) => vatScheduleEvents.VatPublished(data));
    expect(projected(vatSchedulesProjection, events)).toEqual({
      'packed.TVA-2026': ten,
      'packed.EXO-2027': exempt,
      'raw.EXO-2027': raw,
    });
  });
});

describe('sellers', () => {
  it('are kept under the day from which on they sell, the earlier beside the later', () => {
    const moved = { ...office, place: 'Meknès', validFrom: '2027-01-01' };
    const events = [office, moved].map((data) => sellerEvents.SellerIdentified(data));
    expect(projected(sellersProjection, events)).toEqual({ '2026-01-01': office, '2027-01-01': moved });
  });
});
