export type Language = 'fr' | 'ar';
export type Form = 'html' | 'json';

interface Weighed {
  readonly name: string;
  readonly weight: number;
}

/** The form that a caller asks for; a page where it does not care. */
export function formOf(accept: string | undefined): Form {
  const asked = weighed(accept ?? '*/*');
  const json = weightOf(asked, ['application/json', 'application/ld+json']);
  const html = weightOf(asked, ['text/html', 'application/xhtml+xml', 'text/*', '*/*']);
  return json > html ? 'json' : 'html';
}

/** The language that a reader asks for; French where neither or both are. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const asked = weighed(acceptLanguage ?? '').map(({ name, weight }) => ({ name: name.slice(0, 2), weight }));
  return weightOf(asked, ['ar']) > weightOf(asked, ['fr']) ? 'ar' : 'fr';
}

const weightOf = (asked: readonly Weighed[], names: readonly string[]): number =>
  Math.max(0, ...asked.filter(({ name }) => names.includes(name)).map(({ weight }) => weight));

/** The parts of a header that weighs what it names: `fr;q=0.8, ar`. */
function weighed(header: string): Weighed[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const q = parameters.map((one) => one.trim()).find((one) => one.startsWith('q='));
      const weight = q === undefined ? 1 : Number(q.slice(2));
      return { name: name.trim(), weight: Number.isFinite(weight) ? weight : 0 };
    });
}
