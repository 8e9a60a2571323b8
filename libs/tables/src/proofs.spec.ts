import { goods, refusal, said } from '../test/table-of';

const list = (header: string, ...rows: string[]) => [`Désignation;${header}`, ...rows].join('\n');

describe('the decimal mark of a list', () => {
  it('is proven by any number of it, be it the last', async () => {
    const rows = Array.from({ length: 70 }, (_, at) => `n${at};${2400 + at}`);
    const read = await said(goods, list('Poids', ...rows, 'last;2480.5'));
    expect(read.slice(69)).toEqual([
      { name: 'n69', grams: 2_469_000 },
      { name: 'last', grams: 2_480_500 },
    ]);
  });

  it('is proven by groups of thousands: 12,480.50 makes 12,500 of 12,500', async () => {
    expect(await said(goods, list('Poids', 'a;12,480.50', 'b;12,500', 'c;1,234,567'))).toEqual([
      { name: 'a', grams: 12_480_500 },
      { name: 'b', grams: 12_500_000 },
      'grams at_most_1000_t',
    ]);
  });

  it.each([
    ['0,500', 500],
    ['1250,500', 1_250_500],
    ['1 250,500', 1_250_500],
    ['12,5', 12_500],
  ])('is the comma where %s stands', async (text, grams) => {
    expect(await said(goods, list('Poids', `a;${text}`, 'b;12,500'))).toEqual([
      { name: 'a', grams },
      { name: 'b', grams: 12_500 },
    ]);
  });

  it('is proven where thousands would be more than a scale weighs: 2,480 t', async () => {
    expect(await said(goods, list('Poids;UM', 'a;2,480;t'))).toEqual([{ name: 'a', grams: 2_480_000 }]);
    expect(await said(goods, list('Humidité', 'a;12,500'))).toEqual([{ name: 'a', ppm: 125_000 }]);
  });

  it('is asked for where nothing proves it, and taken as it is declared', async () => {
    const open = list('Poids', 'a;12,500');
    expect(await refusal(goods, open)).toMatchObject({
      slug: 'decimal_mark',
      message: expect.stringContaining('--decimal'),
    });
    expect(await said(goods, open, { decimalMark: ',' })).toEqual([{ name: 'a', grams: 12_500 }]);
    expect(await said(goods, open, { decimalMark: '.' })).toEqual([{ name: 'a', grams: 12_500_000 }]);
  });

  it.each([
    ['two decimal marks', ['a;12,5', 'b;12.5'], undefined],
    ['a mark of decimals and of thousands', ['a;12,5', 'b;1,234,567'], undefined],
    ['two marks of thousands', ['a;1.234.567', 'b;1,234,567'], undefined],
    ['another than is declared', ['a;12,5'], '.' as const],
    ['groups by the declared mark', ['a;1,234,567'], ',' as const],
  ])('refuses the list with %s', async (_, rows, decimalMark) => {
    expect(await refusal(goods, list('Poids', ...rows), { decimalMark })).toMatchObject({
      slug: 'decimal_mark',
    });
  });

  it('refuses a line whose number could be thousands only, where none are proven', async () => {
    expect(await said(goods, list('Poids', 'a;12,5', 'b;12.500'))).toEqual([
      { name: 'a', grams: 12_500 },
      'grams decimal_mark',
    ]);
  });

  it.each([
    "1'250",
    '1’250',
    '1\u2009250',
    '1\u202f250',
    '1\u00a0250',
    '١٢٥٠',
    '۱۲۵۰',
    '١٬٢٥٠',
    '1250,0',
    '١٢٥٠٫٠',
  ])('is no question where %s is written: groups and digits of others mean one thing', async (text) => {
    expect(await said(goods, list('Poids', `a;${text}`))).toEqual([{ name: 'a', grams: 1_250_000 }]);
  });

  it('is not needed for whole numbers', async () => {
    expect(await said(goods, list('Montant', 'a;1200', 'b;1 500 DH'))).toEqual([
      { name: 'a', centimes: 120_000 },
      { name: 'b', centimes: 150_000 },
    ]);
  });
});

describe('the order of the dates of a list', () => {
  it('is proven by any date: 10/14/2026 makes 10 September of 09/10/2026', async () => {
    expect(await said(goods, list('Date', 'a;09/10/2026', 'b;10/14/2026'))).toEqual([
      { name: 'a', day: '2026-09-10' },
      { name: 'b', day: '2026-10-14' },
    ]);
    expect(await said(goods, list('Date', 'a;09/10/2026', 'b;14-10-2026'))).toEqual([
      { name: 'a', day: '2026-10-09' },
      { name: 'b', day: '2026-10-14' },
    ]);
  });

  it('is not needed where each date has one meaning', async () => {
    expect(await said(goods, list('Date', 'a;2026-10-09', 'b;10/10/2026'))).toEqual([
      { name: 'a', day: '2026-10-09' },
      { name: 'b', day: '2026-10-10' },
    ]);
  });

  it('is asked for where nothing proves it; declared by a flag or in the header', async () => {
    const open = list('Date', 'a;09/10/2026');
    expect(await refusal(goods, open)).toMatchObject({
      slug: 'date_order',
      message: expect.stringContaining('--dates'),
    });
    expect(await said(goods, open, { dateOrder: 'mdy' })).toEqual([{ name: 'a', day: '2026-09-10' }]);
    expect(await said(goods, list('Date (jj/mm/aaaa)', 'a;09/10/2026'))).toEqual([
      { name: 'a', day: '2026-10-09' },
    ]);
  });

  it('is refused where a header and what is declared contradict each other', async () => {
    const text = list('Date (jj/mm/aaaa)', 'a;09/10/2026');
    expect(await refusal(goods, text, { dateOrder: 'mdy' })).toMatchObject({ slug: 'date_order' });
  });

  it('refuses the list that has both, or the other than is declared', async () => {
    const both = list('Date', 'a;14/10/2026', 'b;10/14/2026');
    expect(await refusal(goods, both)).toMatchObject({ slug: 'date_order' });
    const declared = { dateOrder: 'mdy' as const };
    expect(await refusal(goods, list('Date', 'a;14/10/2026'), declared)).toMatchObject({
      slug: 'date_order',
    });
  });

  it('is not asked where the year comes first', async () => {
    const rows = ['a;2026/10/09', 'b;2026.10.9', 'c;20261009', 'd;2026-10-09'];
    const day = '2026-10-09';
    expect(await said(goods, list('Date', ...rows))).toMatchObject([{ day }, { day }, { day }, { day }]);
  });

  it.each(['31/02/2026', '14/10/26', '09102026', '2026/13/14', '14 octobre 2026', '14/13/2026'])(
    'refuses a line with no day: %s',
    async (date) => {
      expect(await said(goods, list('Date', `a;${date}`, 'b;14/10/2026'))).toEqual([
        'day real_date',
        { name: 'b', day: '2026-10-14' },
      ]);
    },
  );
});

describe('the unit of a list', () => {
  it.each([
    ['Poids (g)', 24_800, 24_800],
    ['Poids (KG)', 24, 24_000],
    ['Poids en tonnes', 24, 24_000_000],
    ['Poids [Qx]', 24, 2_400_000],
    ['Poids quintaux', 24, 2_400_000],
    ['POIDS (Tonne)', 24, 24_000_000],
  ])('is read from the header %s', async (header, number, grams) => {
    expect(await said(goods, list(header, `a;${number}`))).toEqual([{ name: 'a', grams }]);
  });

  it('is read from its column and from behind the number', async () => {
    expect(await said(goods, list('Poids;UM', 'a;2;q', 'b;2;Kilos', 'c;2;T.'))).toMatchObject([
      { grams: 200_000 },
      { grams: 2_000 },
      { grams: 2_000_000 },
    ]);
    expect(await said(goods, list('Poids', 'a;2 480,5 kg', 'b;1,25 t'))).toMatchObject([
      { grams: 2_480_500 },
      { grams: 1_250_000 },
    ]);
  });

  it.each([
    ['in the header', list('Poids (lb)', 'a;2')],
    ['in a header that nobody knows', list('Poids (arrobes)', 'a;2')],
    ['in its column', list('Poids;Unité', 'a;2;kg', 'b;2;lbs')],
    ['behind a number', list('Poids', 'a;2 lb')],
    ['of money', list('Montant (EUR)', 'a;2')],
  ])('refuses the list by its name, %s', async (_, text) => {
    expect(await refusal(goods, text)).toMatchObject({ slug: 'unit_unknown' });
  });

  it('refuses the list where one column says tonnes and another nothing', async () => {
    const text = list('Poids (t);Tare', 'a;2;1');
    expect(await refusal(goods, text)).toMatchObject({ slug: 'unit_unsaid', column: 'Tare' });
    expect(await said(goods, text, { weightUnit: 't' })).toMatchObject([{ second: 1_000_000 }]);
  });

  it('is refused where it is declared and all headers say another', async () => {
    const text = list('Poids (kg);Tare (kg)', 'a;2;1');
    expect(await refusal(goods, text, { weightUnit: 't' })).toMatchObject({ slug: 'unit_unsaid' });
  });

  it('refuses the line that says two, or none where its column stands', async () => {
    expect(await said(goods, list('Poids (kg);UM', 'a;2;t', 'b;2;kg', 'c;2;'))).toMatchObject([
      'unit one_unit',
      { grams: 2_000 },
      { grams: 2_000 },
    ]);
    expect(await said(goods, list('Poids;UM', 'a;2;'))).toEqual(['unit known_unit']);
  });

  it('refuses a part of a gram', async () => {
    expect(await said(goods, list('Poids (g)', 'a;2,5'))).toEqual(['grams whole_grams']);
  });
});

describe('a column that is not understood', () => {
  it('is told, and left out, where it cannot change the meaning', async () => {
    expect(await said(goods, list('Couleur;Poids', 'a;rouge;2'))).toEqual([{ name: 'a', grams: 2_000 }]);
  });

  it.each([
    ['Poids 2', '1200'],
    ['Deuxième pesée', '1200'],
    ['Signe', '+'],
    ['U. de mesure poids', 'kg'],
    ['Sens', 'entrée'],
    ['Correction', '12'],
    ['', 't'],
    ['Divers', 'lb'],
    ['Divers', '-'],
    ['PoidsNet', '1200'],
    ['Tare2', '12'],
    ['PT1', '12'],
    ['Date 2', '15/10/2026'],
    ['Peso neto', '1200'],
    ['الوزن الصافي', '1200'],
    ['وحدة', 'طن'],
    ['AM/PM', 'PM'],
    ['', 'p.m.'],
    ['Nature', 'Sortie'],
    ['Valide', 'N'],
    ['Essai', 'oui'],
    ['Zone', 'UTC+1'],
    ['Divers', '€'],
    ['Divers', '×1000'],
    ['Divers', '2 480 kg'],
    ['Divers', 'ticket annulé'],
    ['Contrevaleur', '12'],
    ['Abattement', '12'],
  ])('refuses the list where it could: « %s » with %s', async (header, cell) => {
    const text = list(`Poids;${header};Couleur`, `a;2;${cell};rouge`);
    expect(await refusal(goods, text)).toMatchObject({ slug: 'column_unknown', column: header });
  });

  it('is left out where it names the office’s own money', async () => {
    expect(await said(goods, list('Montant;Devise', 'a;2;MAD', 'b;3;DH'))).toMatchObject([
      { centimes: 200 },
      { centimes: 300 },
    ]);
    expect(await refusal(goods, list('Montant;Devise', 'a;2;MAD', 'b;3;EUR'))).toMatchObject({
      slug: 'column_unknown',
    });
  });

  it('is left out where it holds words and numbers of nothing that is read', async () => {
    const text = list('Poids;Chauffeur;Immatriculation;N° plomb', 'a;2;Ali;12345-A-6;4512');
    expect(await said(goods, text)).toEqual([{ name: 'a', grams: 2_000 }]);
  });

  it('is left out where it is empty, or a person says that it does not count', async () => {
    expect(await said(goods, list('Poids;Poids 2', 'a;2;'))).toHaveLength(1);
    expect(await said(goods, list('Poids;Poids 2', 'a;2;3'), { ignored: ['POIDS 2'] })).toHaveLength(1);
  });
});
