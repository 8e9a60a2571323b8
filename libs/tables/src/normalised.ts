/** "N° de ticket", "Numéro Ticket" and "NO_TICKET" -> "n ticket", in whatever form accents are written. */
export function normalised(name: string): string {
  return inLatin(name) || inArabic(name);
}

/** A name that is Arabic alone, without vowel signs, lengthened letters and the forms of one letter. */
function inArabic(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/[^\p{Script=Arabic}]+/gu, ' ')
    .trim();
}

/** What a name says in Latin letters: the Arabic beside it, « Tare / الوزن الفارغ », says the same. */
function inLatin(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/giu, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, ' ')
    .replace(/\b(?:numero|num|no|nr|nº)\b/gu, 'n')
    .replace(/\b(?:de|du|des|d|la|le|les|l|a|et)\b/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim();
}
