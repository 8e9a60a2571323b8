import { formatMoney, formatPercent } from '@oce/quantities';
import type { ConsumerPrice, ConsumerView } from '../domain/consumer-view';
import type { Language } from './negotiate';
import { WORDS, type Words } from './words';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const text = (value: string): string => value.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? '');
/** Numbers and names stay whole, from left to right, in a sentence of either direction. */
const apart = (value: string): string => `<bdi>${text(value)}</bdi>`;
const day = (date: string): string => apart(date.split('-').reverse().join('/'));
const money = (centimes: number): string => apart(formatMoney(centimes));

/** The page of a lot, without scripts: a recall stands first. */
export function consumerPage(view: ConsumerView, language: Language): string {
  const words = WORDS[language];
  const head = `<h1>${text(view.product)}</h1>\n<p>${words.lot} ${apart(view.lotId)} · GTIN ${apart(view.gtin)}</p>`;
  const parts = [stateOf(view, words), head, originOf(view, words), claimsOf(view, words)];
  if (view.price) parts.push(priceOf(view.price, words));
  return pageOf(language, parts.map((part) => `<section class="card">${part}</section>`).join('\n'));
}

/** The page of a code that nothing is known of. */
export function unknownPage(language: Language): string {
  const { unknown, unknownHelp } = WORDS[language];
  return pageOf(language, `<section class="card"><h1>${unknown}</h1>\n<p>${unknownHelp}</p></section>`);
}

function pageOf(language: Language, body: string): string {
  const { direction, title, other } = WORDS[language];
  const otherLanguage = language === 'fr' ? 'ar' : 'fr';
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>OCE · ${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="bar"><p class="brand"><img src="/icon.svg" alt="" width="28" height="28"> <span><b>OCE</b> ${title}</span></p>
<nav class="tools"><a href="?lang=${otherLanguage}" lang="${otherLanguage}">${other}</a></nav></header>
<main>
${body}
</main>
</body>
</html>
`;
}

function stateOf({ state, recalledOn, markets }: ConsumerView, words: Words): string {
  if (state === 'recalled')
    return `<h2 role="alert" class="error">${words.recalled}</h2>\n<p>${words.recalledHelp} ${day(recalledOn ?? '')}</p>`;
  const released = `${words.released} (${markets.map(apart).join(', ')})`;
  return `<p>${state === 'released' ? released : words.notReleased}</p>`;
}

function originOf({ origin, harvest }: ConsumerView, words: Words): string {
  const items = origin.map(
    ({ cooperative, region, sharePpm }) =>
      `<li>${apart(cooperative)}, ${apart(region)} – ${apart(formatPercent(sharePpm))}</li>`,
  );
  const [from, to] = words.harvestFromTo;
  const days = harvest
    ? `\n<p>${words.harvest} ${from} ${day(harvest.from)} ${to} ${day(harvest.to)}</p>`
    : '';
  return `<h2>${words.origin}</h2>\n<ul>${items.join('')}</ul>${days}`;
}

function claimsOf({ claims }: ConsumerView, words: Words): string {
  if (claims.length === 0) return `<h2>${words.claims}</h2>\n<p>${words.noClaims}</p>`;
  const items = claims.map(({ claim, value, parts, certificates }) => {
    const said = [
      ...(value === null ? [] : [apart(value)]),
      ...parts.map((part) => `${apart(part.of)} ${apart(formatPercent(part.sharePpm))}`),
    ];
    const of = certificates.map(
      ({ number, body, validTo }) => `${apart(body)} ${apart(number)}, ${words.validTo} ${day(validTo)}`,
    );
    const details = [...said, ...of];
    const name = words.claimNames[claim] ?? apart(claim);
    return `<li>${name}${details.length > 0 ? ` – ${details.join(' · ')}` : ''}</li>`;
  });
  return `<h2>${words.claims}</h2>\n<ul>${items.join('')}</ul>`;
}

function priceOf(price: ConsumerPrice, words: Words): string {
  const lines: (readonly [string, number])[] = [
    [words.paid, price.paidPerKgCentimes],
    ...price.costs.map(({ name, perKgCentimes }) => [words.costs[name] ?? name, perKgCentimes] as const),
    [words.members, price.membersPerKgCentimes],
    [words.oce, price.ocePerKgCentimes],
    [words.unsettled, price.unsettledPerKgCentimes],
  ];
  const rows = lines.filter(([, centimes]) => centimes !== 0).map(([name, centimes]) => row(name, centimes));
  const units = price.billed
    .filter(({ unit }) => unit !== 'kg')
    .map(({ unit, perUnitCentimes }) => row(`${words.paid}, ${words.units[unit]}`, perUnitCentimes));
  const traders = price.traders.map(
    (one) => `<li>${apart(one.place)}, ${day(one.day)}: ${money(one.pricePerKgCentimes)}</li>`,
  );
  const beside = traders.length > 0 ? `\n<h3>${words.traders}</h3>\n<ul>${traders.join('')}</ul>` : '';
  return `<h2>${words.price}</h2>\n<p>${words.priceOfKg}</p>\n<table><tbody>${[...rows, ...units].join('')}</tbody></table>${beside}`;
}

const row = (name: string, centimes: number): string =>
  `<tr><th scope="row">${text(name)}</th><td class="number">${money(centimes)}</td></tr>`;
