import { DomainError } from '@oce/event-sourcing';
import fc from 'fast-check';
import { personOf, type Person } from './domain/person';

const given: Person = {
  name: 'Khadija Bouzaghdil',
  nameArabic: 'خديجة بوزغديل',
  cin: 'ZZ107919',
  phone: '+212600000061',
  birthDate: '1959-06-12',
};

describe('a person at the edge', () => {
  it('has one spelling, however it was typed', () => {
    const typed = {
      ...given,
      name: '  Khadija \u00a0 Bouzaghdil ',
      cin: ' zz 107919',
      phone: '06 00 00 00 61',
    };
    expect(personOf(typed, '2026-06-05')).toEqual(given);
    expect(personOf({ ...given, name: 'Ai\u0308t' }, '2026-06-05').name).toBe('Aït');
  });

  it('is spelled the same when it is spelled again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        try {
          const once = personOf({ ...given, name }, '2026-06-05');
          expect(personOf(once, '2026-06-05')).toEqual(once);
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect(['name_empty', 'name_broken']).toContain(error.slug);
        }
      }),
    );
  });

  it.each([
    [{ cin: '12345678' }, 'cin_form', 'cin'],
    [{ phone: '0612' }, 'phone_number', 'phone'],
    [{ phone: '+33612345678' }, 'phone_country', 'phone'],
    [{ name: '   ' }, 'name_empty', 'name'],
    [{ name: 'Gr\uFFFDgoire' }, 'name_broken', 'name'],
    [{ nameArabic: 'Khadija' }, 'name_not_arabic', 'nameArabic'],
    [{ birthDate: '2026-06-05' }, 'birth_after_affiliation', 'birthDate'],
  ])('is refused with %j: %s, without repeating the value', (change, slug, field) => {
    const refuse = () => personOf({ ...given, ...change }, '2026-06-05');
    expect(refuse).toThrow(DomainError);
    try {
      refuse();
    } catch (error) {
      expect(error).toMatchObject({ slug, field });
      for (const value of Object.values(change).filter((text) => text.trim() !== ''))
        expect((error as Error).message).not.toContain(value);
    }
  });
});
