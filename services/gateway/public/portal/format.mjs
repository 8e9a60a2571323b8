/** Numbers and dates as they are written in Morocco in both languages: Western digits, comma, day first. */
const amounts = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const weights = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 });
const dates = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Africa/Casablanca' });

/** 528120 centimes -> "5 281,20". */
export const amount = (centimes) => amounts.format(centimes / 100).replace('-', '\u2212');
export const dirhams = (centimes) => `${amount(centimes)}\u00a0MAD`;
/** 1467000 grams -> "1 467 kg". */
export const kilograms = (grams) => `${weights.format(grams / 1000)}\u00a0kg`;
export const percent = (ppm) => `${weights.format(ppm / 10_000)}\u00a0%`;
/** Points are weights in grams times a coefficient in ppm: shown as those of kilograms, "1 540,35". */
export const points = (text) => amounts.format(Number(text) / 1_000_000_000);
/** "2026-10-02" -> "02/10/2026". */
export const day = (date) => date.split('-').reverse().join('/');
/** The day in Morocco of an instant. */
export const dayOf = (instant) => dates.format(new Date(instant));
/** Keeps a number or a reference whole, and from left to right, within a sentence of either direction. */
export const apart = (text) => `\u2068${text}\u2069`;
/** Fills `{name}` in a sentence. */
export const filled = (sentence, values) =>
  sentence.replace(/\{(\w+)\}/g, (_all, name) => apart(values[name] ?? ''));
