import fc from 'fast-check';
import { checkCin, checkDeliveryTerm, checkPhone, INCOTERMS_2020, isIncoterm } from './index';
import { ruleOf } from '../test/support';

describe('a CIN', () => {
  it.each([
    ['AB123456', 'AB123456'],
    ['ab 123456', 'AB123456'],
    ['a-12345', 'A12345'],
    ['Bk1234567', 'BK1234567'],
  ])('reads %j as %s', (text, cin) => {
    expect(checkCin(text)).toEqual({ ok: true, value: cin });
  });

  it.each(['', '123456', 'ABC12345', 'AB1234', 'AB12345678', 'AB12345X', 'É123456'])('refuses %j', (text) => {
    expect(ruleOf(checkCin(text))).toBe('cin_form');
  });

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,2}[ -]?[0-9]{5,7}$/u), (text) => {
        const first = checkCin(text);
        expect(first.ok && checkCin(first.value)).toEqual(first);
      }),
    );
  });
});

describe('a Moroccan telephone number', () => {
  it.each([
    '0612345678',
    '06 12 34 56 78',
    '06.12.34.56.78',
    '+212 6 12 34 56 78',
    '00212612345678',
    '212612345678',
    '+212 (0)6 12 34 56 78',
    '٠٦١٢٣٤٥٦٧٨',
  ])('reads %j as E.164', (text) => {
    expect(checkPhone(text)).toEqual({ ok: true, value: '+212612345678' });
  });

  it('may be a landline', () => {
    expect(checkPhone('0522 20 40 60')).toEqual({ ok: true, value: '+212522204060' });
  });

  it.each([
    ['phone_form', ''],
    ['phone_form', 'call 0612345678 now'],
    ['phone_form', '0612345678 ext 5'],
    ['phone_form', '+212612345678;ext=3'],
    ['phone_country', '+33612345678'],
    ['phone_number', '06123'],
    ['phone_number', '0112345678'],
    ['phone_number', '061234567890'],
  ])('refuses with %s: %j', (rule, text) => {
    expect(ruleOf(checkPhone(text))).toBe(rule);
  });

  it('is normalised once and for all', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^0[67][0-9]{8}$/u), (text) => {
        const first = checkPhone(text);
        fc.pre(first.ok);
        expect(first.ok && checkPhone(first.value)).toEqual(first);
      }),
    );
  });
});

describe('Incoterms 2020', () => {
  it('are eleven, four of them by sea only', () => {
    const bySea = Object.entries(INCOTERMS_2020).filter(([, term]) => term.mode === 'sea');
    expect(Object.keys(INCOTERMS_2020)).toHaveLength(11);
    expect(bySea.map(([code]) => code).sort()).toEqual(['CFR', 'CIF', 'FAS', 'FOB']);
    expect(isIncoterm('DAT')).toBe(false);
    expect(isIncoterm('constructor')).toBe(false);
  });

  it('come with a named place', () => {
    expect(checkDeliveryTerm(' fob  Casablanca ', 'sea')).toEqual({
      ok: true,
      value: 'FOB Casablanca',
      incoterm: 'FOB',
      place: 'Casablanca',
    });
    expect(checkDeliveryTerm('FCA Tanger Med', 'road')).toMatchObject({ place: 'Tanger Med' });
  });

  it.each([
    ['incoterm_unknown', 'DAT Madrid', undefined],
    ['incoterm_unknown', '', undefined],
    ['incoterm_place_missing', 'EXW', undefined],
    ['incoterm_mode', 'CIF Marseille', 'air' as const],
    ['incoterm_mode', 'FOB Casablanca', 'road' as const],
  ])('are refused with %s: %j', (rule, text, transport) => {
    expect(checkDeliveryTerm(text, transport)).toMatchObject({ ok: false, rule });
  });
});
