import { describePlants } from '../season/plants';

const closing = { producerCode: 'P1', closedOn: '2026-10-20' };

describePlants('who was forgotten', [
  [
    'erasures/not-settled',
    'a person erased while nobody had looked at their money',
    (log) => log.drop('AccountClosed', 0, 'PersonErased', 0),
  ],
  [
    'erasures/not-erased',
    'a person who is not forgotten although their account is closed',
    (log) => log.drop('PersonErased', 0, 'AccountClosed', 0),
  ],
  [
    'erasures/open',
    'an account closed while money was open',
    (log) => log.addAt(log.where('PayoutReserved', 0) - 1, 'AdvancePosted', 0, 'AccountClosed', closing),
  ],
  [
    'erasures/reserved',
    'an account closed while a transfer was under way',
    (log) =>
      log.addAt(log.where('PayoutReserved', 0), 'PayoutReserved', 0, 'AccountClosed', {
        ...closing,
        producerCode: log.data('PayoutReserved', 0).producerCode,
      }),
  ],
  [
    'erasures/posted-after',
    'money for somebody who was settled',
    (log) => {
      const { producerCode } = log.data('AdvancePosted', 0);
      log.addAt(log.where('AdvancePosted', 0) - 1, 'AdvancePosted', 0, 'AccountClosed', {
        ...closing,
        producerCode,
      });
      return log.where('AdvancePosted', 0);
    },
  ],
]);
