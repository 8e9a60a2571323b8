import { describePlants, each } from '../season/plants';
import { sealed } from '../season/log-builder';
import type { Plant } from '../season/planter';

describePlants('the log itself', [
  [
    'commits/order',
    'a position that does not ascend',
    (log) => log.editCommit('LotClosed', 1, (one) => (one.position = 3)) && 3,
  ],
  [
    'commits/gap',
    'a commit that was deleted',
    (log) => log.editCommit('LotClosed', 0, () => log.commits.splice(20, 1)) && 22,
  ],
  [
    'commits/version',
    'a version that jumps',
    (log) => log.editCommit('LotClosed', 0, (one) => (one.version += 1)),
  ],
  [
    'commits/command',
    'a command that was carried out twice',
    (log) =>
      log.editCommit(
        'DeliveryGraded',
        0,
        (one) => (one.commandId = log.commit('DeliveryWeighedIn', 0).commandId),
      ),
  ],
  [
    'commits/key',
    'an Idempotency-Key that names two requests',
    (log) => log.add('IdempotencyKeyUsed', 0, 'IdempotencyKeyUsed', { requestHash: 'YW5vdGhlcg' }),
  ],
  [
    'commits/empty',
    'a commit without events',
    (log) => log.editCommit('DeliveryRefused', 0, (one) => (one.events = [])),
  ],
  [
    'commits/aggregate',
    'an aggregate that nobody has',
    (log) => log.editCommit('LotClosed', 0, (one) => (one.ref.aggregate = 'pile')),
  ],
  [
    'commits/stream',
    'an aggregate on a stream that is not its own',
    (log) => log.onStream('OTHER', log.where('OrderSecured', 0)),
  ],
  ...['it is not JSON', 'an event is not an object', 'DeliveryRefused has no data'].map((fault): Plant => [
    'commits/unreadable',
    fault,
    (log) =>
      log.editCommit('DeliveryRefused', 0, (one) => Object.assign(one, { fault, events: [], version: 0 })),
  ]),
  [
    'commits/event',
    'an event that nobody knows',
    (log) =>
      log.editCommit('DeliveryRefused', 0, (one) => {
        for (const event of one.events) event.type = 'DeliveryLost';
      }),
  ],
  [
    'commits/event-version',
    'a version that no upcaster knows',
    (log) =>
      log.editCommit('DeliveryRefused', 0, (one) => {
        for (const event of one.events) event.v = 7;
      }),
  ],
  [
    'commits/aggregate-id',
    'an event that speaks of another aggregate',
    (log) => log.edit('InputCreditGranted', 0, (data) => (data.producerCode = 'P2')),
  ],
  [
    'invoices/unreadable',
    'an event that is not of its shape',
    (log) => log.edit('InvoiceIssued', 0, (data) => Reflect.deleteProperty(data, 'lines')),
  ],

  [
    'postings/sum',
    'postings that do not add up to zero',
    (log) =>
      log.edit('ProceedsReceived', 0, ({ postings }) =>
        each(postings.slice(0, 1), (one) => (one.amountCentimes += 1)),
      ),
  ],
  [
    'postings/total',
    'a ledger that is not zero',
    (log) => {
      log.edit('ProceedsReceived', 0, ({ postings }) => postings.pop());
      return 0;
    },
  ],
  [
    'postings/amount',
    'half a centime',
    (log) =>
      log.edit('ProceedsReceived', 0, ({ postings }) => each(postings, (one) => (one.amountCentimes /= 3))),
  ],
  [
    'postings/account',
    'an account that nobody has',
    (log) =>
      log.edit('ProceedsReceived', 0, ({ postings }) =>
        each(postings.slice(0, 1), (one) => (one.account = 'pocket:mine')),
      ),
  ],
  [
    'postings/missing',
    'money without postings',
    (log) => log.edit('InvoiceIssued', 0, (data) => Reflect.deleteProperty(data, 'postings')),
  ],
  [
    'postings/lines',
    'money led to another member',
    (log) =>
      log.edit('AdvancePosted', 1, ({ postings }) =>
        each(postings, (one) => one.account === 'member:P2' && (one.account = 'member:P3')),
      ),
  ],
  [
    'postings/lines',
    'a credit booked to nobody',
    (log) => log.edit('InputCreditGranted', 0, ({ postings }) => postings.splice(0)),
  ],
  [
    'postings/lines',
    'a return from the wrong account',
    (log) =>
      log.edit('PayoutReturned', 2, ({ postings }) =>
        each(postings, (one) => one.account === 'bank:main' && (one.account = 'in-transfer')),
      ),
  ],

  [
    'personal-data/clear',
    'a name in clear',
    (log) => log.edit('ProducerAffiliated', 0, (data) => (data.name = 'Somebody')),
  ],
  [
    'personal-data/clear',
    'a telephone number in clear',
    (log) => log.edit('ProducerContactChanged', 0, (data) => (data.phone = '+212612345678')),
  ],
  [
    'personal-data/clear',
    'a RIB in clear',
    (log) => log.edit('BankDetailsProposed', 0, (data) => (data.rib = '011519000001205000534921')),
  ],
  [
    'personal-data/clear',
    'a payee in clear',
    (log) =>
      log.edit('PayeesFixed', 0, ({ payees }) => each(payees.slice(0, 1), (one) => (one.name = 'Somebody'))),
  ],
  [
    'personal-data/person',
    'ciphertext under another person’s key',
    (log) => log.edit('ProducerAffiliated', 0, (data) => (data.cin = sealed('P3'))),
  ],
  [
    'personal-data/suspect',
    'a CIN in a free text',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.reason = 'card QA123456 seen')),
  ],
  [
    'personal-data/suspect',
    'a telephone number in a free text',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.reason = 'call 06 12 34 56 78')),
  ],
  [
    'personal-data/suspect',
    'a RIB in a reference',
    (log) => log.edit('PremiumDeclared', 0, (data) => (data.premiumId = '011519000001205000534921')),
  ],
  [
    'personal-data/suspect',
    'an IBAN in a free text',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.reason = 'to MA64011519000001205000534920')),
  ],
]);
