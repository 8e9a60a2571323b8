import { CREDITS, Files } from '../test/files';
import { checkLines } from './check-table';
import { LISTS } from './list-import';

describe('what is understood of a list, before anything is sent', () => {
  let files: Files;
  beforeEach(() => (files = new Files()));
  afterEach(() => files.remove());
  const check = (text: string, declared = {}) => {
    const credits = LISTS.find(({ name }) => name === 'credits');
    if (!credits) throw new Error('no credits');
    return credits.check(files.write('c.csv', text), declared);
  };

  it('names encoding, separator, marks, dates, columns used and not, first rows and totals', async () => {
    const text = CREDITS.replaceAll('\r\n', ';x\r\n').replace('(MAD);x', '(MAD);Couleur');
    expect(await check(text)).toMatchObject({
      encoding: 'utf8',
      separator: ';',
      headerLine: 1,
      decimalMark: { mark: ',', how: 'proven', evidence: { line: 2, text: '1500,00' } },
      dateOrder: { order: 'dmy', how: 'proven', evidence: { line: 2, text: '13/09/2026' } },
      used: expect.arrayContaining([{ column: 'Montant (MAD)', field: 'amountCentimes' }]),
      notUnderstood: ['Couleur'],
      lines: 3,
      readable: 2,
      refused: 1,
      firstRefusals: [{ line: 4, field: 'amountCentimes', rule: 'decimal_number' }],
      totals: [{ group: 'crédits', lines: 2, amount: 240_000, unit: 'centimes' }],
      producers: [
        { producer: 'P-1', amount: 150_000 },
        { producer: 'P-2', amount: 90_000 },
      ],
    });
  });

  it('names the lines that say different things of one number', async () => {
    const report = await check(CREDITS.replace('CR-2;P-2', 'CR-1;P-1'));
    expect(report.contradictions).toEqual([{ key: 'P-1 CR-1', lines: [2, 3] }]);
  });

  it('tells what stands above the header, which is not read', async () => {
    const report = await check(`Crédits de la station\r\n\r\n${CREDITS}`);
    expect(report.notes).toEqual(['Au-dessus de l’en-tête, non lu : « Crédits de la station »']);
  });

  it('is shown in French', async () => {
    const lines = checkLines(await check(CREDITS.replace('1500,00', '1500').replace('900,00', '900'))).join(
      '\n',
    );
    expect(lines).toMatch(/Décimales +— \(sans objet/u);
    expect(lines).toContain('jj/mm/aaaa (prouvé par « 13/09/2026 », ligne 2)');
    expect(lines).toMatch(/crédits +2 +2 400,00 MAD/u);
  });
});
