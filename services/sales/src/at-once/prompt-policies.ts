import { answerOrder } from '../answer-order/answer-order.policy';
import { billOnDelivery } from '../bill-on-delivery/bill-on-delivery.policy';
import { freeCredit } from '../free-credit/free-credit.policy';
import { issueCreditNote } from '../issue-credit-note/issue-credit-note.policy';
import { issueInvoice } from '../issue-invoice/issue-invoice.policy';
import { keepClaims } from '../keep-claims/keep-claims.policy';
import { numberCreditNote } from '../number-credit-note/number-credit-note.policy';
import { releaseOrder } from '../release-order/release-order.policy';
import { secureOrder } from '../secure-order/secure-order.policy';
import type { PromptPolicy } from './prompt-policy';

/** What leads from one aggregate of sales to the next. Runners follow them all; a request follows them at once. */
export const promptPolicies: readonly PromptPolicy[] = [
  secureOrder,
  answerOrder,
  releaseOrder,
  billOnDelivery,
  issueInvoice,
  numberCreditNote,
  issueCreditNote,
  freeCredit,
  keepClaims,
];
