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
    'accounts/closed-open',
    'an account closed while a premium was not withheld',
    (log) => {
      const premium = { ...log.data('PremiumDeclared', 0), producerCode: 'P4', premiumId: 'PR-4' };
      log.addAt(log.where('AccountClosed', 0) - 1, 'AccountClosed', 0, 'PremiumDeclared', premium);
      return log.where('AccountClosed', 0);
    },
  ],
  [
    'accounts/closed-open',
    'an account closed while a share was outstanding',
    (log) => {
      const { producerCode } = log.data('PayoutConfirmed', 0);
      const at = log.where('PayoutConfirmed', 0);
      return log.addAt(at, 'PayoutConfirmed', 0, 'AccountClosed', { ...closing, producerCode });
    },
  ],
  [
    'accounts/held',
    'an erasure held for another amount than is open',
    (log) =>
      log.edit('ErasureHeld', 0, ({ holds }) => {
        if (holds[0]) holds[0].amountCentimes = 1;
      }),
  ],
  [
    'accounts/held',
    'an erasure held although a share outstanding is not told',
    (log) =>
      log.edit('ErasureHeld', 0, (data) => {
        data.holds = data.holds.filter(({ kind }) => kind !== 'open_share');
      }),
  ],
  [
    'accounts/awaited',
    'an erasure held for a delivery that is on the account already',
    (log) =>
      log.edit('ErasureHeld', 0, (data) => {
        data.awaited = ['D3'];
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
