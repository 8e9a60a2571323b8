import { amount, apart, day, dayOf, dirhams, filled, kilograms } from './format.mjs';
import { detailsOf } from './line-details.mjs';

/** An element; everything that is shown is set as text, never as markup. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
const ltr = (text) => element('bdi', { class: 'ltr', dir: 'ltr' }, text);
const money = (centimes) => ltr(amount(centimes));
const list = (items) =>
  items.length > 0 ? element('ul', {}, ...items.map((one) => element('li', {}, one))) : null;

/**
 * A table in a sheet that scrolls by itself. A cell is `{of, class}`; `labels` name the columns, and each cell on a narrow
 * screen.
 */
function sheet(words, labels, rows) {
  if (rows.length === 0)
    return element('div', { class: 'sheet' }, element('p', { class: 'empty' }, words.nothing));
  const heads = labels.map(({ label, class: kind }) => element('th', { scope: 'col', class: kind }, label));
  const body = rows.map(({ id, cells, fresh }) =>
    element(
      'tr',
      { 'data-id': id, class: fresh ? 'fresh' : '' },
      ...cells.map((of, at) =>
        element(
          'td',
          { class: labels[at].class, 'data-label': labels[at].label },
          Array.isArray(of) ? element('div', {}, ...of.filter(Boolean)) : of,
        ),
      ),
    ),
  );
  const table = element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...body),
  );
  return element('div', { class: 'sheet', tabindex: '0', role: 'group', 'aria-label': labels.title }, table);
}
const number = (label) => ({ label, class: 'number' });
const text = (label) => ({ label });
const wide = (label) => ({ label, class: 'wide' });

/** Why nothing is paid to the member's account, and what to do. */
export function suspensionOf(words, { reasonCode, returned, suspendedOn }) {
  const why = words.suspended[reasonCode] ?? words.suspended[returned ? 'returned' : 'otherwise'];
  return `${filled(why, { day: day(suspendedOn) })} ${words.suspended.whatToDo}`;
}

export function totalsOf(words, { totals, minimum, carriedForwardCentimes }) {
  const shown = [
    [words.balance, totals.balanceCentimes],
    [words.inTransfer, totals.inTransferCentimes],
    [words.paid, totals.paidCentimes],
    [words.deductionsTotal, totals.deductionsCentimes],
  ];
  if (minimum)
    shown.push([filled(words.minimum, { day: day(minimum.validFrom) }), minimum.minimumTransferCentimes]);
  if (carriedForwardCentimes > 0) shown.push([words.carriedForward, carriedForwardCentimes]);
  return shown.map(([name, centimes]) =>
    element('div', {}, element('dt', {}, name), element('dd', {}, ltr(dirhams(centimes)))),
  );
}

/** Asks for the lines before those that are shown. */
export function earlierOf(words, onAsked) {
  const button = element('button', { type: 'button' }, words.earlier);
  button.addEventListener('click', onAsked);
  return button;
}

export function statementOf(words, lines, fresh) {
  const labels = [
    text(words.date),
    wide(words.operation),
    number(words.gross),
    number(words.deductions),
    number(words.net),
    { label: words.running, class: 'number balance' },
  ];
  // The latest on top: that is what one comes for.
  const rows = [...lines].reverse().map((line) => {
    const taken = line.deductions.reduce((sum, one) => sum + one.takenCentimes, 0);
    const tickets = line.deliveries.map((one) => one.ticketNumber).join(', ');
    const title = words.lines[line.label] ?? line.label;
    return {
      id: line.lineId,
      fresh: fresh.has(line.lineId),
      cells: [
        ltr(day(line.date)),
        [tickets ? `${title} · ${words.ticket} ${apart(tickets)}` : title, list(detailsOf(words, line))],
        money(line.grossCentimes),
        taken === 0 ? '' : money(-taken),
        signed(line.netCentimes),
        money(line.balanceCentimes),
      ],
    };
  });
  return sheet(words, Object.assign(labels, { title: words.statement }), rows);
}

const signed = (centimes) => {
  const shown = money(centimes);
  if (centimes < 0) shown.classList.add('minus');
  return shown;
};

export function deliveriesOf(words, deliveries, fresh) {
  const labels = [
    text(words.date),
    wide(words.ticket),
    number(words.netWeight),
    text(words.quality),
    number(words.payableWeight),
    text(words.state),
    text(words.lot),
  ];
  const ticketOf = (id) => deliveries.find((one) => one.deliveryId === id)?.ticketNumber ?? id;
  const rows = deliveries.map((one) => ({
    id: one.deliveryId,
    fresh: fresh.has(one.deliveryId),
    cells: [
      one.weighedAt ? ltr(dayOf(one.weighedAt)) : '',
      ltr(one.ticketNumber ?? one.deliveryId),
      one.netGrams ? ltr(kilograms(one.netGrams)) : '',
      one.grade ?? '',
      one.payableGrams ? ltr(kilograms(one.payableGrams)) : '',
      [
        words.delivery[one.status] ?? '',
        list(
          [
            one.reason,
            one.replacedBy && filled(words.replacedBy, { ticket: ticketOf(one.replacedBy) }),
          ].filter(Boolean),
        ),
      ],
      one.lotId ? ltr(one.lotId) : '',
    ],
  }));
  return sheet(words, Object.assign(labels, { title: words.deliveries }), rows);
}

export function salesOf(words, lots) {
  const labels = [
    wide(words.lot),
    number(words.myPart),
    text(words.invoice),
    text(words.date),
    number(words.lotAmount),
    number(words.received),
  ];
  const rows = lots.flatMap((lot) => {
    const part = [
      ltr(kilograms(lot.share.netGrams)),
      ` ${filled(words.ofLot, { all: kilograms(lot.netGrams) })}`,
    ];
    const name = [ltr(lot.lotId), ` · ${lot.grade}`];
    if (lot.invoices.length === 0) return [{ id: lot.lotId, cells: [name, part, words.notSold, '', '', ''] }];
    return lot.invoices.map((invoice) => ({
      id: invoice.invoiceNumber,
      cells: [
        name,
        part,
        ltr(invoice.invoiceNumber),
        ltr(day(invoice.issuedOn)),
        money(invoice.amountCentimes - invoice.creditedCentimes),
        money(invoice.receivedCentimes),
      ],
    }));
  });
  return sheet(words, Object.assign(labels, { title: words.sales }), rows);
}

const reasonOf = (words, { reasonCode }) =>
  reasonCode ? [filled(words.reason, { reason: reasonCode })] : [];

/** Where cash waits, and until when. */
function cashOf(words, { cash }) {
  if (!cash) return [];
  const { name: counter, place } = cash.counter;
  return [filled(words.cashUntil, { counter, place, day: day(cash.payableUntil) })];
}

export function transfersOf(words, transfers, fresh) {
  const labels = [text(words.date), wide(words.reference), number(words.amount), text(words.state)];
  const rows = transfers.map((one) => ({
    id: one.transferId,
    fresh: fresh.has(one.transferId),
    cells: [
      ltr(day(one.bookedOn ?? one.executionDate ?? '')),
      ltr(one.endToEndId ?? one.transferId),
      one.amountCentimes ? money(one.amountCentimes) : '',
      [words.transfer[one.status] ?? one.status, list([...cashOf(words, one), ...reasonOf(words, one)])],
    ],
  }));
  return sheet(words, Object.assign(labels, { title: words.transfers }), rows);
}
