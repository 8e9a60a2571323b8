import fc from 'fast-check';
import {
  checkIban,
  checkIce,
  checkRib,
  checkTaxId,
  formatRib,
  ibanOfRib,
  iceKey,
  ribKey,
  ribOfIban,
} from './index';
import { changedDigit, digits, exchangedNeighbours, ruleOf } from '../test/support';

const RIB = '011519000001205000534921';
const IBAN = `MA64${RIB}`;
const ribs = digits(22).map((body) => body + ribKey(body));

describe('a RIB', () => {
  it('is accepted with the right key, and spaces are taken out', () => {
    expect(checkRib(RIB)).toEqual({ ok: true, value: RIB });
    expect(checkRib('011 519 0000012050005349 21')).toEqual({ ok: true, value: RIB });
    expect(checkRib('011\u00a0519\u202f0000012050005349 21 ')).toEqual({ ok: true, value: RIB });
  });

  it('is refused for its form before its key', () => {
    expect(ruleOf(checkRib(RIB.slice(1)))).toBe('rib_digits');
    expect(ruleOf(checkRib(`${RIB}0`))).toBe('rib_digits');
    expect(ruleOf(checkRib(RIB.replace('5', 'S')))).toBe('rib_digits');
    expect(ruleOf(checkRib('0'.repeat(24)))).toBe('rib_digits');
    expect(ruleOf(checkRib(''))).toBe('rib_digits');
    expect(ruleOf(checkRib('011519000001205000534922'))).toBe('rib_key');
  });

  it('has a key from 01 to 97, and never 00', () => {
    const multipleOf97 = '0'.repeat(20) + '97';
    expect(ribKey(multipleOf97)).toBe('97');
    expect(ruleOf(checkRib(`${multipleOf97}00`))).toBe('rib_key');
    fc.assert(fc.property(ribs, (rib) => expect(BigInt(rib) % 97n).toBe(0n)));
    expect(() => ribKey('123')).toThrow(TypeError);
  });

  it('is refused when any one digit is changed or two neighbours are exchanged', () => {
    const ribAndError = ribs.chain((rib) =>
      fc.tuple(fc.constant(rib), fc.oneof(changedDigit(rib), exchangedNeighbours(rib))),
    );
    fc.assert(
      fc.property(ribAndError, ([rib, wrong]) => {
        fc.pre(wrong !== rib);
        expect(ruleOf(checkRib(wrong))).toMatch(/^rib_/u);
      }),
    );
  });

  it('is printed in its groups and read back', () => {
    expect(formatRib(RIB)).toBe('011 519 0000012050005349 21');
    fc.assert(fc.property(ribs, (rib) => expect(checkRib(formatRib(rib))).toEqual({ ok: true, value: rib })));
  });

  it('is not repeated in the message of a refusal', () => {
    const wrong = checkRib('011519000001205000534922');
    expect(JSON.stringify(wrong)).not.toContain('0115190');
  });
});

describe('a Moroccan IBAN', () => {
  it('is made of a RIB and gives it back', () => {
    expect(ibanOfRib('011 519 0000012050005349 21')).toEqual({ ok: true, value: IBAN });
    expect(ribOfIban(IBAN)).toEqual({ ok: true, value: RIB });
    expect(ruleOf(ibanOfRib('123'))).toBe('rib_digits');
    fc.assert(
      fc.property(ribs, (rib) => {
        const iban = ibanOfRib(rib);
        expect(iban.ok && checkIban(iban.value)).toEqual({ ok: true, value: `MA64${rib}` });
      }),
    );
  });

  it('tolerates lower case and the usual groups of four', () => {
    expect(checkIban('ma64 0115 1900 0001 2050 0053 4921')).toEqual({ ok: true, value: IBAN });
  });

  it.each([
    ['iban_form', ''],
    ['iban_form', RIB],
    ['iban_form', `MA6X${RIB}`],
    ['iban_country', 'FR7630006000011234567890189'],
    ['iban_length', IBAN.slice(0, -1)],
    ['iban_check', `MA65${RIB}`],
    ['iban_check', `MA64${RIB.slice(0, -1)}2`],
    ['rib_key', 'MA37011519000001205000534922'],
  ])('is refused with %s: %s', (rule, text) => {
    expect(ruleOf(checkIban(text))).toBe(rule);
    expect(ruleOf(ribOfIban(text))).toBe(rule);
  });
});

describe('an ICE', () => {
  it('is accepted when the whole is a multiple of 97', () => {
    expect(checkIce('001526374000001')).toEqual({ ok: true, value: '001526374000001' });
    expect(checkIce('001526374 0000 01')).toEqual({ ok: true, value: '001526374000001' });
    expect(iceKey('0015263740000')).toBe('01');
  });

  it('is refused by name', () => {
    expect(ruleOf(checkIce('001526374000085'))).toBe('ice_key');
    expect(ruleOf(checkIce('00152637400008'))).toBe('ice_digits');
    expect(ruleOf(checkIce('00152637400000A'))).toBe('ice_digits');
    expect(ruleOf(checkIce('000000000000000'))).toBe('ice_digits');
    expect(() => iceKey('1')).toThrow(TypeError);
  });

  it('is refused when any one digit is changed', () => {
    const iceAndChange = digits(13)
      .map((body) => body + iceKey(body))
      .chain((ice) => fc.tuple(fc.constant(ice), changedDigit(ice)));
    fc.assert(
      fc.property(iceAndChange, ([ice, changed]) => {
        expect(checkIce(ice)).toEqual({ ok: true, value: ice });
        expect(ruleOf(checkIce(changed))).toMatch(/^ice_/u);
      }),
    );
  });
});

describe('an identifiant fiscal', () => {
  it.each([
    ['1234567', '1234567'],
    ['40 123 456', '40123456'],
    ['0040123456', '40123456'],
  ])('%s is taken as %s', (text, value) => {
    expect(checkTaxId(text)).toEqual({ ok: true, value });
  });

  it.each(['', '1234', '123456789', '12A4567', '00000000'])('%j is none', (text) => {
    expect(ruleOf(checkTaxId(text))).toBe('tax_id_digits');
  });
});
