import { describePlants, each } from '../season/plants';

describePlants('what was undone', [
  [
    'invoices/reversed-unknown',
    'a receipt reversed that never came',
    (log) => log.edit('ProceedsReversed', 0, (data) => (data.proceedsId = 'PR-9')),
  ],
  ['invoices/reversed-twice', 'a receipt reversed twice', (log) => log.again('ProceedsReversed', 0)],
  [
    'invoices/reversed-sum',
    'a reversal that is not the sum of its parts',
    (log) => log.edit('ProceedsReversed', 0, (data) => (data.madCentimes -= 1)),
  ],
  [
    'invoices/reversed-beyond',
    'more taken back than was received',
    (log) => log.edit('ProceedsReversed', 0, ({ parts }) => each(parts, (one) => (one.amountCentimes += 1))),
  ],
  [
    'invoices/reversed-whole',
    'a reversed receipt of which a part still counts',
    (log) =>
      log.edit('ProceedsReversed', 0, (data) => {
        data.parts = data.parts.slice(0, 1);
        data.madCentimes = data.parts[0]?.amountCentimes ?? 0;
      }),
  ],
  [
    'invoices/reversed-balance',
    'a reversed receipt whose rest stays with the buyer',
    (log) => log.edit('ProceedsReversed', 0, (data) => (data.balanceCentimes = 0)),
  ],
  [
    'invoices/settled-twice',
    'a receipt that was never reversed, though another settles the invoice again',
    (log) => log.drop('ProceedsReversed', 0, 'InvoiceSettled', 1),
  ],
  [
    'invoices/proceeds-beyond',
    'a reversed receipt that is still counted',
    (log) => log.drop('ProceedsReversed', 0, 'ProceedsReceived', 2),
  ],
  [
    'invoices/kept-early',
    'a balance kept while the invoice is open',
    (log) => log.drop('ProceedsReceived', 2, 'OverpaymentKept', 1),
  ],
  [
    'invoices/credit-paid',
    'a credit that gives money back while its line is open',
    (log) => {
      const { parts, ...data } = log.data('ProceedsReversed', 0);
      const paid = parts.map((part) => ({ ...part, amountCentimes: 1 })).slice(2);
      const credited = { ...data, parts: paid, cause: 'credited', reversalId: 'CR1', madCentimes: 1 };
      return log.editCommit('CreditGranted', 0, (commit) =>
        commit.events.push({ type: 'ProceedsReversed', v: 1, data: credited }),
      );
    },
  ],
  [
    'postings/lines',
    'a reversal that moves less than the receipt',
    (log) =>
      log.edit('ProceedsReversed', 0, ({ postings }) => each(postings, (one) => (one.amountCentimes /= 2))),
  ],
  [
    'postings/lines',
    'a set-off that moves money at the bank',
    (log) =>
      log.edit('ProceedsReceived', 3, (data) => {
        data.postings = [
          { account: 'bank:main', amountCentimes: -9_000 },
          { account: 'buyer:B1', amountCentimes: 9_000 },
        ];
      }),
  ],

  [
    'buyers/not-moved',
    'an overpayment that the buyer never got',
    (log) => log.drop('BuyerBalanceRaised', 1, 'OverpaymentKept', 1),
  ],
  [
    'buyers/not-moved',
    'a reversed receipt whose rest the buyer still has',
    (log) => log.drop('BuyerBalanceLowered', 0, 'ProceedsReversed', 0),
  ],
  ['buyers/moved', 'a balance raised twice for one receipt', (log) => log.again('BuyerBalanceRaised', 0)],
  [
    'buyers/balance',
    'a balance that is not the sum of what moved it',
    (log) => log.edit('BuyerBalanceRaised', 1, (data) => (data.balanceCentimes += 1)),
  ],
  [
    'buyers/beyond',
    'more refunded than the balance',
    (log) => log.edit('BuyerBalanceRefunded', 0, (data) => (data.amountCentimes = 10_001)),
  ],
  ['buyers/refunded-twice', 'a refund paid twice', (log) => log.again('BuyerBalanceRefunded', 0)],
  ['buyers/returned', 'a refund that comes back twice', (log) => log.again('RefundReturned', 0)],
  [
    'buyers/returned-amount',
    'a refund that comes back with more',
    (log) => log.edit('RefundReturned', 0, (data) => (data.amountCentimes += 1)),
  ],
  ['buyers/set-off-twice', 'a balance set off twice', (log) => log.again('BuyerBalanceSetOff', 0)],
  [
    'buyers/set-off',
    'a set-off of which the invoice got less',
    (log) =>
      log.edit('BuyerBalanceSetOff', 0, (data) => (data.amountCentimes += 1)) &&
      log.where('ProceedsReceived', 3),
  ],
  [
    'buyers/not-received',
    'a set-off that no invoice got',
    (log) => log.drop('ProceedsReceived', 3, 'BuyerBalanceSetOff', 0),
  ],
  [
    'buyers/from-balance',
    'a receipt out of a balance from which nothing was set off',
    (log) => log.drop('BuyerBalanceSetOff', 0, 'ProceedsReceived', 3),
  ],
]);

describePlants('credits and premiums taken back', [
  [
    'accounts/reversed-unknown',
    'a credit taken back that nobody was granted',
    (log) => log.edit('ClaimReversed', 0, (data) => (data.reference = 'IC9')),
  ],
  [
    'accounts/reversed-unknown',
    'the claim of a correction taken back like a credit',
    (log) => log.edit('ClaimReversed', 0, (data) => (data.reference = 'COR-D1')),
  ],
  ['accounts/reversed-twice', 'a credit taken back twice', (log) => log.again('ClaimReversed', 0)],
  [
    'accounts/reversed-amount',
    'a reversal of a part of a credit',
    (log) => log.edit('ClaimReversed', 0, (data) => (data.amountCentimes -= 1)),
  ],
  [
    'accounts/reversed-recovered',
    'more given back than was recovered',
    (log) => log.edit('ClaimReversed', 1, (data) => (data.recoveredCentimes += 1)),
  ],
  [
    'accounts/statement',
    'a premium given back of which health hears nothing',
    (log) => log.editCommit('ClaimReversed', 1, (commit) => (commit.events = commit.events.slice(0, 1))),
  ],
  [
    'postings/lines',
    'a credit taken back that its supplier keeps',
    (log) =>
      log.edit('ClaimReversed', 0, ({ postings }) =>
        each(postings.slice(0, 1), (one) => (one.account = 'costs:inputs')),
      ),
  ],
]);

/** The corrections of an advance that was not paid yet are the last two of the season. */
const [BY_REPLACEMENT, BY_DISPUTE] = [6, 7];

describePlants('advances settled anew before their payout', [
  [
    'accounts/resettled',
    'an advance of which a line is not settled anew',
    (log) => log.edit('CorrectionPosted', BY_DISPUTE, (data) => data.resettles?.pop()),
  ],
  [
    'accounts/resettled',
    'what is known to be too much paid first and claimed later',
    (log) =>
      log.edit('CorrectionPosted', BY_REPLACEMENT, (data) => {
        Object.assign(data, { resettles: [], reopened: [], settlement: null });
        Object.assign(data, { netCentimes: 0, claimCentimes: 18_000 });
      }),
  ],
  [
    'accounts/resettled',
    'a correction of the older form after those that say which lines they settle anew',
    (log) => log.edit('CorrectionPosted', BY_DISPUTE, (data) => delete data.resettles),
  ],
  [
    'accounts/reopened',
    'a deduction that is not given back when it is taken again',
    (log) => log.edit('CorrectionPosted', BY_DISPUTE, (data) => data.reopened.pop()),
  ],
  [
    'accounts/net',
    'more than the settlement changes',
    (log) => log.edit('CorrectionPosted', BY_DISPUTE, (data) => (data.netCentimes += 1)),
  ],
  [
    'accounts/gross',
    'a settlement of the change alone',
    (log) =>
      log.edit('CorrectionPosted', BY_DISPUTE, ({ settlement }) => {
        if (settlement) settlement.grossCentimes = 3_600;
      }),
  ],
]);

/** The regrading by the dispute is the last reversal of the season. */
const REGRADED = 6;

describePlants('disputes upheld by a sheet', [
  [
    'accounts/one-person',
    'a dispute upheld by whoever raised it',
    (log) => log.edit('QualityDisputeUpheld', 0, (data) => (data.upheldBy = 'clerk')),
  ],
  [
    'accounts/upheld',
    'a dispute upheld on a line that is not disputed',
    (log) => log.edit('QualityDisputeUpheld', 0, (data) => (data.lineId = 'ADV-D3')),
  ],
  [
    'accounts/not-regraded',
    'an upheld dispute by which nobody regraded',
    (log) => log.add('LineDisputed', 3, 'QualityDisputeUpheld', log.data('QualityDisputeUpheld')),
  ],
  [
    'accounts/regraded',
    'a dispute that ends without its correction',
    (log) => log.edit('DisputeResolved', 4, (data) => (data.correctionLineId = 'COR-D1')),
  ],
  [
    'deliveries/upheld',
    'a delivery regraded by another sheet than that of the dispute',
    (log) =>
      log.edit('QualityDisputeUpheld', 0, ({ sample }) => (sample.impuritiesPpm += 1)) &&
      log.where('DeliveryReversed', REGRADED),
  ],
]);

describePlants('credit notes taken back', [
  [
    'invoices/credit-reversed',
    'a reversal of a part of a credit',
    (log) => log.edit('CreditReversed', 0, (data) => (data.amountCentimes -= 1)),
  ],
  [
    'invoices/credit-reversed',
    'a credit taken back before it had its note',
    (log) => log.drop('CreditNoteIssued', 1, 'CreditReversed', 0),
  ],
  ['invoices/credit-reversed-twice', 'a credit taken back twice', (log) => log.again('CreditReversed', 0)],
  [
    'invoices/no-reversal',
    'a credit taken back without a numbered reversal',
    (log) => log.drop('CreditNoteReversed', 0, 'CreditReversed', 0),
  ],
  [
    'invoices/reversal',
    'a reversal that says another amount than its note',
    (log) => log.edit('CreditNoteReversed', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'invoices/settled',
    'a credit taken back that the buyer keeps',
    (log) => {
      log.dropEvent(
        'ProceedsReceived',
        log.commits.flatMap(({ events }) => events).filter(({ type }) => type === 'ProceedsReceived').length -
          1,
      );
      return log.where('CreditNoteReversed', 0);
    },
  ],
  [
    'numbers/not-taken',
    'a reversal under a number that nobody took',
    (log) => log.edit('CreditNoteReversed', 0, (data) => (data.reversalNumber = 'AV-2026-000009')),
  ],
  [
    'postings/lines',
    'a reversal that the buyer does not owe',
    (log) =>
      log.edit('CreditNoteReversed', 0, ({ postings }) => each(postings, (one) => (one.amountCentimes /= 2))),
  ],
]);

describePlants('debts set off at a departure', [
  [
    'accounts/set-off',
    'debts set off of a member who has not left',
    (log) => {
      log.dropEvent('MemberDeparted', 1);
      return log.where('DebtsSetOff', 0);
    },
  ],
  [
    'accounts/set-off',
    'more taken off than the debts come to',
    (log) => log.edit('DebtsSetOff', 0, (data) => (data.netCentimes -= 1)),
  ],
  [
    'accounts/gross',
    'more set off than was payable',
    (log) => log.edit('DebtsSetOff', 0, ({ settlement }) => (settlement.grossCentimes += 1)),
  ],
  [
    'postings/lines',
    'a set-off that the member keeps',
    (log) => log.edit('DebtsSetOff', 0, ({ postings }) => each(postings, (one) => (one.amountCentimes /= 2))),
  ],
  [
    'accounts/not-set-off',
    'a payout to a member who has left and owes still',
    (log) => {
      const credit = { ...log.data('InputCreditGranted', 1), creditId: 'IC9' };
      log.add('DebtsSetOff', 0, 'InputCreditGranted', credit);
      const payout = { ...log.data('PayoutReserved', 1), transferId: 'B9-P2', endToEndId: 'E2E-B9' };
      return log.add('DebtsSetOff', 0, 'PayoutReserved', payout);
    },
  ],
]);
