import { describePlants, each } from '../season/plants';

describePlants('what the bank was told', [
  [
    'transfers/end-to-end-id',
    'an EndToEndId paid twice',
    (log) =>
      log.edit('TransferBatchPrepared', 1, ({ transfers }) =>
        each(transfers.slice(0, 1), (one) => (one.endToEndId = 'E2E-B1-P1')),
      ),
  ],
  ['transfers/transfer-twice', 'a transfer prepared twice', (log) => log.again('TransferBatchPrepared', 2)],
  [
    'transfers/amount',
    'a transfer of nothing',
    (log) =>
      log.edit('TransferBatchPrepared', 0, ({ transfers }) =>
        each(transfers.slice(0, 1), (one) => (one.amountCentimes = 0)),
      ),
  ],
  [
    'transfers/batch-total',
    'a batch that is not the sum of its transfers',
    (log) => log.edit('TransferBatchPrepared', 0, (data) => (data.totalCentimes += 1)),
  ],
  [
    'transfers/second-person',
    'a batch approved by who prepared it',
    (log) => log.edit('TransferBatchApproved', 0, (data) => (data.approvedBy = 'anna')),
  ],
  [
    'transfers/not-approved',
    'a file that nobody approved',
    (log) => log.drop('TransferBatchApproved', 0, 'TransferFileIssued', 0),
  ],
  ['transfers/issued-twice', 'a file issued twice', (log) => log.again('TransferFileIssued', 0)],
  [
    'transfers/refused-late',
    'a batch refused after its file',
    (log) =>
      log.add('TransferFileIssued', 0, 'TransferBatchRefused', {
        batchId: 'B1',
        transfers: [],
        refusedBy: 'omar',
        reason: '',
      }),
  ],
  [
    'transfers/unknown',
    'a file of a batch that is not there',
    (log) => log.drop('TransferBatchPrepared', 0, 'TransferFileIssued', 0),
  ],
  [
    'transfers/payees',
    'a payee too many in the file',
    (log) =>
      log.edit('PayeesFixed', 0, ({ payees }) => payees.push({ transferId: 'B1-P9', name: '', rib: '' })),
  ],
  [
    'transfers/file-count',
    'a file with another number of transfers',
    (log) => log.edit('TransferFileIssued', 0, (data) => (data.transfers += 1)),
  ],
  [
    'transfers/control-sum',
    'a file with another control sum',
    (log) => log.edit('TransferFileIssued', 0, (data) => (data.totalCentimes += 1)),
  ],
  [
    'transfers/not-reserved',
    'a transfer in the file that nothing was set aside for',
    (log) => log.drop('PayoutReserved', 0, 'TransferFileIssued', 0),
  ],
  ['transfers/status', 'a transfer executed twice', (log) => log.again('TransferExecuted', 0)],
  ['transfers/status', 'a transfer rejected twice', (log) => log.again('TransferRejected', 0)],
  [
    'transfers/status',
    'a rejection of what was executed',
    (log) => log.edit('TransferRejected', 1, (data) => (data.returned = false)),
  ],
  [
    'transfers/transfer',
    'an execution of another amount',
    (log) => log.edit('TransferExecuted', 0, (data) => (data.amountCentimes += 1)),
  ],
  [
    'transfers/duplicate',
    'a duplicate at the bank that restores',
    (log) => log.edit('TransferRejected', 0, (data) => (data.reasonCode = 'AM05')),
  ],
  [
    'transfers/not-confirmed',
    'an execution that the account never heard of',
    (log) => log.drop('PayoutConfirmed', 0, 'TransferExecuted', 0),
  ],
  [
    'transfers/not-restored',
    'a rejection that restores nothing',
    (log) => log.drop('PayoutReturned', 1, 'TransferRejected', 0),
  ],
  [
    'transfers/not-declined',
    'a refused batch that keeps what it set aside',
    (log) => log.drop('PayoutDeclined', 1, 'TransferBatchRefused', 0),
  ],
  [
    'transfers/not-declined',
    'a cancelled file that keeps what it set aside',
    (log) => log.drop('PayoutDeclined', 2, 'TransferBatchCancelled', 0),
  ],
  [
    'transfers/second-person',
    'a file cancelled by who prepared it',
    (log) => log.edit('TransferBatchCancelled', 0, (data) => (data.cancelledBy = 'anna')),
  ],
  [
    'transfers/status',
    'a file cancelled that the bank has executed',
    (log) =>
      log.add('TransferBatchPrepared', 0, 'TransferBatchCancelled', {
        ...log.data('TransferBatchCancelled'),
        batchId: 'B1',
        transfers: log.data('TransferBatchPrepared').transfers.slice(0, 1),
      }),
  ],
  [
    'transfers/not-freed',
    'a cancelled file that frees a part of its transfers',
    (log) => log.edit('TransferBatchCancelled', 0, (data) => (data.transfers = [])),
  ],
  [
    'transfers/suspended',
    'a transfer to an account that the bank refuses',
    (log) => log.drop('BankDetailsRestored', 0, 'TransferFileIssued', 1),
  ],
  [
    'transfers/lines',
    'other lines set aside than the transfer pays',
    (log) => log.edit('PayoutReserved', 0, (data) => (data.lineIds = ['ADV-D9'])),
  ],
  [
    'transfers/payout',
    'a payout confirmed that was not set aside',
    (log) => log.drop('PayoutReserved', 0, 'PayoutConfirmed', 0),
  ],
  [
    'transfers/paid',
    'a payout confirmed that the bank did not execute',
    (log) => log.drop('TransferExecuted', 0, 'PayoutConfirmed', 0),
  ],
  [
    'transfers/restored',
    'a balance restored for no reason',
    (log) => log.drop('TransferRejected', 0, 'PayoutReturned', 1),
  ],
  ['transfers/restored-twice', 'a balance restored twice', (log) => log.again('PayoutReturned', 1)],
  [
    'transfers/below-minimum',
    'a transfer of less than the minimum of its day',
    (log) => {
      const { executionDate, transfers } = log.data('TransferBatchPrepared', 0);
      const least = Math.min(...transfers.map((one) => one.amountCentimes)) + 1;
      const terms = { termsId: 'office', version: 'PT-1', validFrom: executionDate };
      log.addAt(0, 'TransferBatchPrepared', 0, 'PayoutTermsPublished', {
        ...terms,
        minimumTransferCentimes: least,
      });
      return log.where('TransferBatchPrepared', 0);
    },
  ],
]);

describePlants('disputed lines that wait for their file', [
  [
    'transfers/not-withdrawn',
    'a disputed line whose transfer stays in a batch that ends nowhere',
    (log) => {
      log.drop('TransferFileIssued', 3, 'LineDisputed', 5);
      return log.drop('TransferWithdrawn', 0, 'LineDisputed', 5);
    },
  ],
  [
    'transfers/disputed',
    'a disputed line in the file',
    (log) => {
      log.drop('TransferWithdrawn', 0, 'LineDisputed', 5);
      log.edit('TransferFileIssued', 3, (data) => (data.excluded = []));
      return log.editCommit('TransferFileIssued', 3, (commit) => (commit.at = '2026-10-02T08:00:00.000Z'));
    },
  ],
  [
    'transfers/not-approved',
    'a batch that was changed and not approved anew',
    (log) => log.drop('TransferBatchApproved', 4, 'TransferFileIssued', 3),
  ],
  [
    'transfers/withdrawn-late',
    'a transfer taken out of a file that is issued',
    (log) => log.add('TransferWithdrawn', 0, 'TransferWithdrawn', log.data('TransferWithdrawn')),
  ],
  [
    'transfers/not-declined',
    'a transfer taken out whose money stays set aside',
    (log) => log.drop('PayoutDeclined', 3, 'TransferWithdrawn', 0),
  ],
]);
