import type { Transfer, TransferFile } from '../src/transfer-file';

const transfer = (index: number, name: string, iban: string, amountCentimes: number): Transfer => ({
  endToEndId: `OCE-2026-000${index}`,
  amountCentimes,
  creditor: { name, iban },
  remittance: `Décompte n° ${index} – campagne 2026`,
});

/** A file of three transfers in two payment informations; all names and accounts are made up. */
export const transferFile: TransferFile = {
  messageId: 'OCE-FILE-2026-04-16-1',
  createdAt: '2026-04-15T16:30:00Z',
  initiatingPartyName: "Office de Commercialisation et d'Exportation",
  payments: [
    {
      paymentInformationId: 'OCE-PMT-1',
      executionDate: '2026-04-16',
      debtor: { name: 'O.C.E. & Cie', iban: 'MA64011780000012345678901296', bic: 'ABCDMAMC' },
      transfers: [
        transfer(1, 'فاطمة الزيتونية', 'MA64145991000000000000010136', 354_684),
        { ...transfer(2, 'Aïcha Bou_Zitoun', 'MA64230780000000000000020215', 388_608), remittance: '???' },
      ],
    },
    {
      paymentInformationId: 'OCE-PMT-2',
      executionDate: '2026-05-01',
      debtor: { name: 'OCE', iban: 'MA64 0117 8000 0012 3456 7890 1296', bic: 'ABCDMAMCXXX' },
      transfers: [
        {
          ...transfer(3, '🫒', 'MA64007780000000000000030327', 1),
          creditor: { name: '🫒', iban: 'MA64007780000000000000030327', bic: 'EFGHMAMC' },
        },
      ],
    },
  ],
};
