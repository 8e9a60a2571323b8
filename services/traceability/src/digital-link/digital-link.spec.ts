import { affiliation, certification } from '@oce/contracts';
import { projected } from '@oce/testing';
import type { LotDocument } from '../lot/reads/lots';
import { consumerViewOf, type KnownOfLot } from './domain/consumer-view';
import { gtinOf } from './domain/gtin';
import { standsOn } from './domain/standing';
import { consumerPage, unknownPage } from './http/consumer-page';
import { formOf, languageOf } from './http/negotiate';
import { WORDS } from './http/words';
import { certificatesProjection } from './reads/certificates';
import { productsProjection } from './reads/products';

const DAY = '2026-12-01';
const granted = certification.certificate.CertificateGranted({
  certificateId: 'CERT-1',
  claim: 'organic',
  standard: { standardId: 'organic-eu', version: '2018-848' },
  body: 'CCPB',
  number: 'MA-BIO-154-0001',
  holder: { kind: 'cooperative', id: 'C-1' },
  productIds: ['OLIVE'],
  activities: [],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
});
const of = (effectiveFrom: string) => ({ certificateId: 'CERT-1', reason: 'a finding', effectiveFrom });
const { CertificateSuspended, CertificateReinstated, CertificateWithdrawn } = certification.certificate;
const certificate = (...events: Parameters<typeof projected>[1]) =>
  projected(certificatesProjection, [granted, ...events])['CERT-1']!;

const lotOf = (lotId: string, change: Partial<LotDocument> = {}): LotDocument => ({
  lotId,
  productId: 'BOTTLE',
  stationId: 'PRESS',
  runId: 'RUN-1',
  netGrams: 1_000,
  leftGrams: 0,
  origins: [
    { lotId: 'A', grams: 250 },
    { lotId: 'B', grams: 750 },
  ],
  harvest: null,
  closedOn: null,
  ...change,
});
const raw = (lotId: string, from: string, to: string) =>
  lotOf(lotId, { runId: null, origins: [{ lotId, grams: 1 }], harvest: { from, to } });
const known = (change: Partial<KnownOfLot> = {}): KnownOfLot => ({
  gtin: '06111000000007',
  product: { productId: 'BOTTLE', name: 'Huile <extra>' },
  lot: lotOf('RUN-1_B'),
  rawLots: [raw('A', '2026-10-03', '2026-10-04'), raw('B', '2026-10-01', '2026-10-02')],
  status: {
    lotId: 'RUN-1_B',
    recall: null,
    isHeld: false,
    releases: [{ market: 'MA', grade: 'extra', releasedAt: '2026-11-01T08:00:00Z' }],
    claims: [
      { claim: 'organic', certificateIds: ['CERT-1'], parts: [], value: null },
      { claim: 'harvest_year', certificateIds: [], parts: [], value: '2026' },
    ],
  },
  certificates: [certificate()],
  cooperatives: [
    { cooperativeId: 'C-1', name: 'Coop Ouezzane', region: 'Tanger', rawLotIds: ['A'] },
    { cooperativeId: 'C-2', name: 'Coop Sefrou', region: 'Fès', rawLotIds: ['B'] },
  ],
  chain: null,
  ...change,
});
const recalled = known({
  status: {
    ...known().status!,
    recall: { recallId: 'RC-1', reason: 'glass of M. X', recalledAt: '2026-11-20T10:00:00Z' },
  },
});

describe('what a consumer sees of a lot', () => {
  it('is where it came from, when it was harvested and what stands for it', () => {
    const view = consumerViewOf(known(), DAY);
    expect(view).toMatchObject({ state: 'released', markets: ['MA'], recalledOn: null, price: null });
    expect(view.harvest).toEqual({ from: '2026-10-01', to: '2026-10-04' });
    expect(view.origin).toEqual([
      { cooperative: 'Coop Sefrou', region: 'Fès', sharePpm: 750_000 },
      { cooperative: 'Coop Ouezzane', region: 'Tanger', sharePpm: 250_000 },
    ]);
    expect(view.claims[1]).toMatchObject({ claim: 'harvest_year', value: '2026' });
    expect(view.claims.slice(0, 1)).toMatchObject([
      {
        claim: 'organic',
        certificates: [{ number: 'MA-BIO-154-0001', body: 'CCPB', validTo: '2026-12-31' }],
      },
    ]);
  });

  it('claims nothing for which a certificate does not stand', () => {
    const certificates = [certificate(CertificateSuspended(of('2026-11-01')))];
    const claimed = (change: Partial<KnownOfLot>, day = DAY) =>
      consumerViewOf(known(change), day).claims.map(({ claim }) => claim);
    expect(claimed({ certificates })).toEqual(['harvest_year']);
    expect(claimed({ certificates: [] })).toEqual(['harvest_year']);
    expect(claimed({}, '2027-01-01')).toEqual(['harvest_year']);
  });

  it('says first that it was recalled, and claims nothing then', () => {
    const view = consumerViewOf(recalled, DAY);
    expect(view).toMatchObject({ state: 'recalled', recalledOn: '2026-11-20', markets: [], claims: [] });
    expect(JSON.stringify(view)).not.toContain('M. X');
  });

  it('is not released before certification says so', () => {
    expect(consumerViewOf(known({ status: undefined }), DAY).state).toBe('not_released');
  });
});

describe('the page', () => {
  it('begins with the recall, in French and in Arabic', () => {
    const french = consumerPage(consumerViewOf(recalled, DAY), 'fr');
    expect(french.indexOf(WORDS.fr.recalled)).toBeLessThan(french.indexOf('<h1>'));
    expect(french).toContain('<html lang="fr" dir="ltr">');
    const arabic = consumerPage(consumerViewOf(recalled, DAY), 'ar');
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic.indexOf(WORDS.ar.recalled)).toBeLessThan(arabic.indexOf('<h1>'));
    expect(unknownPage('fr')).toContain(WORDS.fr.unknown);
  });

  it('writes what others have named as text', () => {
    const page = consumerPage(consumerViewOf(known(), DAY), 'fr');
    expect(page).toContain('Huile &lt;extra&gt;');
    expect(page).toContain('Année de récolte – <bdi>2026</bdi>');
    expect(page).not.toContain('<extra>');
    expect(page).not.toContain('<script');
  });

  it('has the price of a kilogram, link by link', () => {
    const part = (amountCentimes: number, perKgCentimes: number) => ({ amountCentimes, perKgCentimes });
    const chain = {
      paid: part(10_000, 8_000),
      costs: [{ name: 'milling', ...part(1_000, 800) }],
      members: part(9_000, 7_200),
      oce: part(0, 0),
      unsettled: part(0, 0),
      soldGrams: 1_250,
      billed: [
        { unit: 'piece' as const, quantity: 3, grams: 1_250, netCentimes: 10_000, perUnitCentimes: 3_333 },
      ],
      received: [],
      traders: [
        { place: 'Souk', productId: 'OLIVE', day: '2026-10-01', pricePerKgCentimes: 480, source: 'a visit' },
      ],
    };
    const page = consumerPage(consumerViewOf(known({ chain }), DAY), 'fr');
    for (const said of ['Trituration', '80,00 MAD', '72,00 MAD', '33,33 MAD', '4,80 MAD'])
      expect(page).toContain(said);
    expect(page).not.toContain(WORDS.fr.unsettled);
  });
});

describe('the words of the page', () => {
  it('are the same in both languages', () => {
    const keys = (of: object): string[] =>
      Object.entries(of).flatMap(([key, value]) =>
        typeof value === 'object' && value !== null
          ? keys(value as object).map((one) => `${key}.${one}`)
          : [key],
      );
    expect(keys(WORDS.ar)).toEqual(keys(WORDS.fr));
  });
});

describe('what is asked for', () => {
  it('is a page unless JSON is wanted more', () => {
    expect(formOf(undefined)).toBe('html');
    expect(formOf('*/*')).toBe('html');
    expect(formOf('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('html');
    expect(formOf('application/json')).toBe('json');
    expect(formOf('application/json;q=0.9, text/html;q=0.1')).toBe('json');
    expect(formOf('application/json;q=nonsense')).toBe('html');
  });

  it('is French unless Arabic is wanted more', () => {
    expect(languageOf(undefined)).toBe('fr');
    expect(languageOf('ar-MA,ar;q=0.9,fr;q=0.8')).toBe('ar');
    expect(languageOf('fr-FR, ar;q=0.5')).toBe('fr');
    expect(languageOf('en')).toBe('fr');
  });
});

describe('a GTIN', () => {
  it('has 14 digits, whatever its length, and a check digit that holds', () => {
    expect(gtinOf('4006381333931')).toBe('04006381333931');
    expect(gtinOf('96385074')).toBe('00000096385074');
    expect(() => gtinOf('4006381333932')).toThrow(expect.objectContaining({ slug: 'gs1_check_digit' }));
    expect(() => gtinOf('40063813339')).toThrow(expect.objectContaining({ slug: 'gs1_digits' }));
  });

  it('is that of a product at whatever level', () => {
    const listed = affiliation.product.ProductListed({
      productId: 'BOTTLE',
      name: 'Huile',
      gtin: '4006381333931',
      kind: 'packed',
      unit: 'piece',
      packing: {
        pieceGrams: 458,
        pieceMillilitres: 500,
        drainedGrams: null,
        case: { pieces: 12, gtin: '14006381333938' },
        pallet: null,
      },
      grades: [],
    });
    const { BOTTLE } = projected(productsProjection, [listed]);
    expect(BOTTLE?.gtins).toEqual(['04006381333931', '14006381333938']);
  });
});

describe('a certificate', () => {
  it('stands from its first day to its last, but while it is suspended, and never after it was withdrawn', () => {
    expect([standsOn(certificate(), '2025-12-31'), standsOn(certificate(), '2026-12-31')]).toEqual([
      false,
      true,
    ]);
    const again = certificate(
      CertificateSuspended(of('2026-10-01')),
      CertificateReinstated(of('2026-11-01')),
    );
    const days = ['2026-09-30', '2026-10-31', '2026-11-01'];
    expect(days.map((day) => standsOn(again, day))).toEqual([true, false, true]);
    expect(standsOn(certificate(CertificateWithdrawn(of('2026-05-01'))), '2026-06-01')).toBe(false);
  });
});
