import type { UnitPacked } from '@oce/contracts';
import { elementText, labelOf, whyNotPrinted, type Element } from './domain/label';
import type { InnerUnit } from './domain/unit.events';
import { labelPdf, labelSvg } from './http/label-files';

const of = (...ais: string[]): Element[] => ais.map((ai) => ({ ai, data: '1' }));
const GTIN = '06111234567895';
const SSCC = '061100000000000017';
const goods = {
  drawId: 'D-1',
  lotId: 'RUN-2_BOTTLE',
  productId: 'BOTTLE',
  pieces: 12,
  grams: 5_496,
  origins: [{ lotId: 'LOT-A', grams: 5_496 }],
};
const packed: UnitPacked['data'] = {
  sscc: SSCC,
  stationId: 'PRESS',
  level: 'case',
  gtin: GTIN,
  bestBefore: '2028-05-31',
  goods: [goods],
  units: [],
  netGrams: 5_496,
  origins: goods.origins,
  packedAt: '2026-11-20T08:00:00.000Z',
};
const inner = (gtin: string | null, lotId: string): InnerUnit => ({
  sscc: '1',
  grams: 5_496,
  origins: [],
  gtin,
  lotIds: [lotId],
});
const pallet: UnitPacked['data'] = { ...packed, level: 'pallet', gtin: null, goods: [] };

describe('the identifiers of a GS1 label', () => {
  it.each([
    [of('00', '02', '37', '10', '15')],
    [of('01', '10', '15', '3103')],
    [of('00')],
    [of('01', '3302')],
    [of('02', '37', '00', '17')],
  ])('may stand together: %j', (elements) => {
    expect(whyNotPrinted(elements)).toBeUndefined();
  });

  it.each([
    ['(02) needs (37)', of('00', '02')],
    ['(02) excludes (01)', of('00', '01', '02', '37')],
    ['(37) needs (00)', of('02', '37')],
    ['(37) needs (02)', of('00', '37')],
    ['(3102) needs (01) or (02)', of('00', '3102')],
    ['(3300) needs (00) or (01)', of('3300')],
    ['(10) needs (01) or (02)', of('00', '10')],
    ['(15) needs (01) or (02)', of('00', '15')],
    ['(17) needs (01) or (02)', of('00', '17')],
    ['an identifier stands twice', of('00', '00')],
  ])('are refused: %s', (why, elements) => {
    expect(whyNotPrinted(elements)).toBe(why);
  });
});

describe('the label of a unit', () => {
  it('of a case names its article, lot, day and weight', () => {
    expect(elementText(labelOf(packed, []))).toBe(`(01)${GTIN}(10)RUN-2_BOTTLE(15)280531(3103)005496`);
  });

  it('of a pallet of one article and lot says how many there are', () => {
    const label = labelOf(pallet, [inner(GTIN, 'RUN-2_BOTTLE'), inner(GTIN, 'RUN-2_BOTTLE')]);
    expect(elementText(label)).toBe(`(00)${SSCC}(02)${GTIN}(10)RUN-2_BOTTLE(15)280531(37)2`);
  });

  it.each([
    ['two lots', [inner(GTIN, 'A'), inner(GTIN, 'B')]],
    ['two articles', [inner(GTIN, 'A'), inner(null, 'A')]],
    ['no article', [inner(null, 'A')]],
  ])('of a pallet of %s is its SSCC alone', (_, units) => {
    expect(elementText(labelOf(pallet, units))).toBe(`(00)${SSCC}`);
  });

  it('of a case without an article is its SSCC alone, and of a heavy one leaves the weight out', () => {
    expect(elementText(labelOf({ ...packed, gtin: null }, []))).toBe(`(00)${SSCC}`);
    expect(elementText(labelOf({ ...packed, netGrams: 1_000_000 }, []))).not.toContain('(310');
  });

  it('is drawn as SVG and as a PDF page', async () => {
    const elements = labelOf(packed, []);
    expect(labelSvg(elements)).toMatch(/^<svg [^>]*viewBox/u);
    const pdf = await labelPdf(SSCC, elements);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(1_000);
  });
});
