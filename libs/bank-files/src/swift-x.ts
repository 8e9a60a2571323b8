import anyAscii from 'any-ascii';

/** What stands for a text of which nothing is left in the character set; ISO 20022's own placeholder. */
const NOT_PROVIDED = 'NOTPROVIDED';

/**
 * A text in the character set that every bank accepts (SWIFT X: Latin letters, digits, space and / - ? : ( ) . , ' +),
 * at most `maxLength` characters: transliterated from any script, Arabic included, other signs replaced by spaces,
 * spaces collapsed. It starts with no sign that SWIFT gives a meaning ("/", "-", ":"), holds no "//", and is never
 * empty.
 */
export function toSwiftX(text: string, maxLength: number): string {
  const restricted = anyAscii(text.normalize('NFKC').replace(/(?<=n)°/giu, 'o'))
    .replace(/&/gu, '+')
    .replace(/_/gu, '-')
    .replace(/[^A-Za-z0-9/\-?:().,'+]+/gu, ' ')
    .replace(/\/{2,}/gu, '/')
    .replace(/^[ /:-]+/u, '')
    .slice(0, maxLength)
    .replace(/[ /]+$/u, '');
  return restricted === '' ? NOT_PROVIDED.slice(0, maxLength) : restricted;
}
