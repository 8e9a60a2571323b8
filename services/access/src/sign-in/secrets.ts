import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { SecretHash } from '../credential/domain/credential.events';

const SECRET_BYTES = 32;
const CODE_DIGITS = 8;

/** A secret of 256 random bits; the prefix says what it is to whoever finds it lying about. */
export function newSecret(prefix: 'oce_terminal' | 'oce_invitation' | 'oce_partner'): string {
  return `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The hash of a long random secret. Never for codes or passwords, which can be guessed. */
export function hashOfSecret(secret: string): SecretHash {
  return createHash('sha256').update(secret).digest('base64url');
}

/** Whether a secret has this hash, in a time that tells nothing. */
export function matchesSecret(hash: SecretHash | undefined, secret: string): boolean {
  if (hash === undefined) return false;
  return timingSafeEqual(Buffer.from(hashOfSecret(secret)), Buffer.from(hash));
}

/** A personal code of eight random digits, none of those that anybody would try first. */
export function newCode(): string {
  for (;;) {
    const code = String(randomInt(0, 10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    if (codeFault(code) === undefined) return code;
  }
}

/**
 * Why a code is too easy to guess, undefined where it is not: one digit over and over, digits in a row, or the
 * producer's birth date (YYYY-MM-DD) in one of the ways people write it.
 */
export function codeFault(
  code: string,
  birthDate?: string,
): 'code_repeats' | 'code_runs' | 'code_is_birth_date' | undefined {
  if (/^(\d)\1*$/.test(code) || /^(\d\d)\1*$/.test(code)) return 'code_repeats';
  const steps = [...code].map(Number).map((digit, at, all) => (digit - (all[at - 1] ?? digit) + 10) % 10);
  if (steps.slice(1).every((step) => step === 1) || steps.slice(1).every((step) => step === 9))
    return 'code_runs';
  const [year = '', month = '', day = ''] = birthDate?.split('-') ?? [];
  const written = [`${day}${month}${year}`, `${year}${month}${day}`, `${month}${day}${year}`];
  return birthDate !== undefined && written.includes(code) ? 'code_is_birth_date' : undefined;
}
