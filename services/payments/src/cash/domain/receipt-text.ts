import type { CashDispositionPrepared } from '@oce/contracts';
import { formatMoney } from '@oce/quantities';

/** What a receipt says beside what was prepared. */
export interface ReceiptFacts {
  /** The payer, as on files for the bank. */
  readonly office: string;
  readonly name: string;
  /** Blank lines stand where it has yet to be paid. */
  readonly receiptNumber: string | null;
  readonly paidOn: string | null;
}

const BLANK = '______________________';
/** "2026-10-01" -> "01/10/2026". */
const day = (date: string): string => date.split('-').reverse().join('/');

/** The receipt of cash at a counter for a printer, in French and then in Arabic: the member signs it, the counter keeps it. */
export function receiptText(
  { dispositionId, endToEndId, producerCode, amountCentimes, counter, payableUntil }: Receipt,
  { office, name, receiptNumber, paidOn }: ReceiptFacts,
): string {
  const amount = formatMoney(amountCentimes);
  const [number, paid] = [receiptNumber ?? BLANK, paidOn === null ? BLANK : day(paidOn)];
  return [
    `${office}`,
    'REÇU DE PAIEMENT EN ESPÈCES (mise à disposition)',
    '',
    `Reçu no             ${number}`,
    `Mise à disposition  ${dispositionId}`,
    `Référence           ${endToEndId}`,
    `Guichet             ${counter.name}, ${counter.place} (${counter.counterId})`,
    `Bénéficiaire        ${name}, producteur ${producerCode}`,
    `Montant             ${amount}`,
    `À retirer jusqu'au  ${day(payableUntil)}`,
    `Payé le             ${paid}`,
    '',
    `Reçu la somme ci-dessus en espèces. CIN no ${BLANK}`,
    `Signature du bénéficiaire ${BLANK}   Signature du guichetier ${BLANK}`,
    '',
    'وصل أداء نقدي (وضع رهن الإشارة)',
    '',
    `رقم الوصل: ${number}`,
    `رقم الوضع رهن الإشارة: ${dispositionId}`,
    `المرجع: ${endToEndId}`,
    `الشباك: ${counter.name}، ${counter.place} (${counter.counterId})`,
    `المستفيد: ${name}، المنتج ${producerCode}`,
    `المبلغ: ${amount}`,
    `يسحب إلى غاية: ${day(payableUntil)}`,
    `تاريخ الأداء: ${paid}`,
    '',
    `توصلت بالمبلغ أعلاه نقدا. رقم البطاقة الوطنية ${BLANK}`,
    `توقيع المستفيد ${BLANK}   توقيع أمين الشباك ${BLANK}`,
    '',
  ].join('\n');
}

type Receipt = Pick<
  CashDispositionPrepared['data'],
  'dispositionId' | 'endToEndId' | 'producerCode' | 'amountCentimes' | 'counter' | 'payableUntil'
>;
