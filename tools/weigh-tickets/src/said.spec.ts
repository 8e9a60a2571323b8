import { readAll } from '../test/ticket-files';

const HEADER = 'N° ticket;Date;Heure;Code producteur;Poids brut;Tare';
const LINE = 'T-1;14/09/2026;09:30;P-1;1860;360';
const TICKET = {
  ticketNumber: 'T-1',
  producerCode: 'P-1',
  grossGrams: 1_860_000,
  tareGrams: 360_000,
  weighedAt: '2026-09-14T08:30:00Z',
};
const SAID = {
  plotId: 'A-1',
  harvestedOn: '2026-09-13',
  settledAs: 'toll',
  record: { source: 'typed', alibiNumber: '4711', typedReason: 'afficheur éteint' },
};
const read = (names: string[], cells: string[]) =>
  readAll(`${[HEADER, ...names].join(';')}\n${[LINE, ...cells].join(';')}\n`);

describe('what a line says beside its weights', () => {
  it.each([
    [
      'French',
      ['Parcelle', 'Date de récolte', 'Régime', 'N° alibi', 'Source du poids', 'Motif de saisie'],
      ['À façon', 'Manuelle'],
    ],
    [
      'Arabic',
      ['القطعة', 'تاريخ الجنيّ', 'طريقة الأداء', 'رقم الذاكرة', 'مصدر الوزن', 'سبب الإدخال'],
      ['لحساب الغير', 'يدوي'],
    ],
    [
      'English',
      ['Plot', 'Harvest date', 'Terms', 'Alibi number', 'Weight source', 'Typed reason'],
      ['Toll', 'typed'],
    ],
    [
      'two languages',
      ['Parcelle / القطعة', 'Date de récolte تاريخ', 'Régime', 'Alibi', 'Mode de saisie', 'Motif de saisie'],
      ['façon', 'saisi'],
    ],
  ])('is read under headings in %s', async (_language, names, [terms = '', source = '']) => {
    const cells = ['A-1', '13/09/2026', terms, '4711', source, 'afficheur éteint'];
    expect(await read(names, cells)).toEqual([{ line: 2, ticket: { ...TICKET, ...SAID } }]);
  });

  it('is left out where its cells are empty, and a weight with an alibi number is of the scale', async () => {
    const names = ['Parcelle', 'Date de récolte', 'Régime', 'N° alibi'];
    expect(await read(names, ['', '', '', ''])).toEqual([{ line: 2, ticket: TICKET }]);
    const record = { source: 'scale', alibiNumber: '9' };
    expect(await read(names, ['', '', '', '9'])).toEqual([{ line: 2, ticket: { ...TICKET, record } }]);
  });

  it.each([
    ['settledAs', 'known_word', ['Régime'], ['cadeau']],
    ['source', 'known_word', ['Source du poids'], ['devinée']],
    ['typedReason', 'present', ['Source du poids', 'Motif de saisie'], ['manuel', '']],
    ['typedReason', 'typed_only', ['Source du poids', 'Motif de saisie'], ['bascule', 'panne']],
    ['source', 'present', ['Source du poids', 'Motif de saisie'], ['', 'panne']],
    ['harvestedOn', 'real_date', ['Date de récolte'], ['31/09/2026']],
  ])('is refused at %s by %s', async (field, rule, names, cells) => {
    const [line] = await read(names, cells);
    expect(line).toMatchObject({ field, rule });
  });

  it('tells two weighings of the doubled hour apart by their numbers', async () => {
    // On 2026-02-15 at 03:00 clocks in Morocco go back an hour: 02:30 is there twice.
    const lines = ['T-1', 'T-2'].map((number) => `${number};15/02/2026;02:30;P-1;1860;360`);
    const read = (await readAll(`${HEADER}\n${lines.join('\n')}\n`)) as { ticket: typeof TICKET }[];
    expect(read.map(({ ticket }) => [ticket.ticketNumber, ticket.weighedAt])).toEqual([
      ['T-1', '2026-02-15T01:30:00Z'],
      ['T-2', '2026-02-15T01:30:00Z'],
    ]);
  });
});
