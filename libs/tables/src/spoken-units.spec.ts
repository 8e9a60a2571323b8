import { goods, refusal, said } from '../test/table-of';

const file = (...lines: string[]) => lines.join('\n');
const HEADER = 'Désignation;Poids;Tare';

describe('a unit that is said beside the columns', () => {
  it.each([
    ['above the table', file('Poids en tonnes', HEADER, 'a;2;1')],
    ['above the table, by itself', file('Unité : quintal;;', '', HEADER, 'a;2;1')],
    ['above the table, in brackets', file('Pesées du jour (t)', HEADER, 'a;2;1')],
    ['above the table, in Arabic', file('الوحدة : طن', HEADER, 'a;2;1')],
    ['in a row below the header', file(HEADER, '-;t;t', 'a;2;1')],
    ['below the table', file(HEADER, 'a;2;1', 'Unité : t')],
    ['in a remark', file(`${HEADER};Observations`, 'a;2;1;pesé en tonnes')],
  ])('is asked about where the columns are silent: %s', async (_, text) => {
    expect(await refusal(goods, text)).toMatchObject({
      slug: 'unit_unsaid',
      message: expect.stringContaining('--unit'),
    });
    expect(await said(goods, text, { weightUnit: 't' })).toContainEqual({
      name: 'a',
      grams: 2_000_000,
      second: 1_000_000,
    });
  });

  it('is no question where it is theirs, or each column says its own', async () => {
    const item = { name: 'a', grams: 2_000, second: 1_000 };
    expect(await said(goods, file('Poids en kg (pont de 60 t)', HEADER, 'a;2;1'))).toEqual([item]);
    expect(await said(goods, file('Total en tonnes', 'Désignation;Poids (kg);Tare kg', 'a;2;1'))).toEqual([
      item,
    ]);
  });

  it.each([
    ['milliers', 'Montants en milliers de dirhams', 'Montant'],
    ['centimes', '(en centimes)', 'Montant'],
    ['EUR', 'Montants en EUR', 'Montant'],
    ['livres', 'Poids en livres', 'Poids'],
  ])('is refused by its name where it is none of the office: %s', async (word, title, column) => {
    expect(await refusal(goods, file(title, `Désignation;${column};Date`, 'a;2;14/10/2026'))).toMatchObject({
      slug: 'unit_unknown',
      message: expect.stringContaining(word),
    });
  });

  it.each(['Montant €', 'Montant $', 'Poids %', 'Humidité ‰', 'Poids (en livres)'])(
    'is read from a header whatever letters it has: %s',
    async (header) => {
      expect(await refusal(goods, file(`Désignation;${header}`, 'a;2'))).toMatchObject({
        slug: 'unit_unknown',
      });
    },
  );

  it.each(['Poids طن', 'Poids (en tonnes)', 'Poids （t）'])('is known in the header %s', async (header) => {
    expect(await said(goods, file(`Désignation;${header}`, 'a;2'))).toEqual([
      { name: 'a', grams: 2_000_000 },
    ]);
  });
});

describe('a header among the rows', () => {
  it('is passed over where it is the same, as printed on every page', async () => {
    expect(await said(goods, file(HEADER, 'a;2;1', 'DESIGNATION;POIDS;TARE', 'b;3;1'))).toHaveLength(2);
  });

  it.each(['Désignation;Poids (t);Tare (t)', 'Désignation;Tare;Poids', 'Désignation;Poids'])(
    'refuses the list where it is another: %s',
    async (second) => {
      expect(await refusal(goods, file(HEADER, 'a;2;1', second, 'b;3;1'))).toMatchObject({ slug: 'header' });
    },
  );

  it('may break the names of its columns over lines', async () => {
    const text = file('"Désignation";"Poids', '(t)";"Tare (t)"', 'a;2;1');
    expect(await said(goods, text)).toEqual([{ name: 'a', grams: 2_000_000, second: 1_000_000 }]);
  });
});

describe('a row that is no row of its list', () => {
  it.each(['TOTAL;5;2', 'Sous-total :;5;2', 'Total général;5;2', 'Moyenne;5;2'])(
    'is refused as what it is: %s',
    async (row) => {
      expect(await said(goods, file(HEADER, 'a;2;1', row))).toEqual([
        { name: 'a', grams: 2_000, second: 1_000 },
        'line total_row',
      ]);
    },
  );

  it('is refused where its remark takes it back', async () => {
    const rows = ['a;2;1;Ticket annulé', 'b;2;1;BON NUL', 'c;2;1;=> humidité nulle'];
    expect(await said(goods, file(`${HEADER};Observations`, ...rows))).toEqual([
      'line taken_back',
      'line taken_back',
      { name: 'c', grams: 2_000, second: 1_000 },
    ]);
  });
});
