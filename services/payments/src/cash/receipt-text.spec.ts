import { receiptText } from './domain/receipt-text';

const prepared = {
  dispositionId: 'MAD-2026-1',
  endToEndId: 'CSH-0F343B0931126A20F133D67C',
  producerCode: 'P-0001',
  amountCentimes: 354_684,
  counter: { counterId: 'G-SEFROU', name: 'Guichet de Sefrou', place: 'Sefrou' },
  payableUntil: '2026-10-31',
};
const open = { office: 'OCE', name: 'Producteur Premier', receiptNumber: null, paidOn: null };
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ').split('\n');

describe('the receipt of cash at a counter', () => {
  const signed = plain(receiptText(prepared, { ...open, receiptNumber: 'R000451', paidOn: '2026-10-05' }));

  it('says in French who pays whom what, where and when', () => {
    expect(signed).toEqual(
      expect.arrayContaining([
        'REÇU DE PAIEMENT EN ESPÈCES (mise à disposition)',
        'Reçu no             R000451',
        'Mise à disposition  MAD-2026-1',
        'Référence           CSH-0F343B0931126A20F133D67C',
        'Guichet             Guichet de Sefrou, Sefrou (G-SEFROU)',
        'Bénéficiaire        Producteur Premier, producteur P-0001',
        'Montant             3 546,84 MAD',
        "À retirer jusqu'au  31/10/2026",
        'Payé le             05/10/2026',
      ]),
    );
  });

  it('says the same in Arabic, each amount, name and day once more', () => {
    const at = signed.findIndex((line) => /^[\u0600-\u06ff]/.test(line));
    const [french, arabic] = [signed.slice(0, at).join('\n'), signed.slice(at).join('\n')];
    expect(french).not.toMatch(/[\u0600-\u06ff]/);
    for (const said of [
      'R000451',
      'MAD-2026-1',
      'CSH-0F343B0931126A20F133D67C',
      'Guichet de Sefrou',
      'G-SEFROU',
      'Producteur Premier',
      'P-0001',
      '3 546,84 MAD',
      '31/10/2026',
      '05/10/2026',
    ]) {
      expect(french).toContain(said);
      expect(arabic).toContain(said);
    }
  });

  it('leaves room for what is written by hand until it is paid', () => {
    const lines = plain(receiptText(prepared, open));
    expect(lines.find((line) => line.startsWith('Reçu no'))).toMatch(/_{10,}$/);
    expect(lines.find((line) => line.startsWith('Payé le'))).toMatch(/_{10,}$/);
    expect(lines.filter((line) => line.includes('Signature du bénéficiaire'))).toHaveLength(1);
  });
});
