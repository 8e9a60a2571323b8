import type { PersonErased, ProducerAffiliated } from '@oce/contracts';
import type { Encrypted } from '@oce/personal-data';
import { projected } from '@oce/testing';
import { whyNotPayable } from '../transfer-batch/domain/transfer-plan';
import type { BankDetailsEvent } from './domain/bank-details.events';
import { payeesProjection } from './reads/payees';

const cipher = (of: string): Encrypted => `enc:1:P1:${of.padEnd(38, 'x')}`;
const affiliated = {
  type: 'ProducerAffiliated',
  v: 1,
  data: { producerCode: 'P1', name: cipher('name') },
} as ProducerAffiliated;
const proposed = (ribHash: string): BankDetailsEvent => ({
  type: 'BankDetailsProposed',
  v: 2,
  data: {
    producerCode: 'P1',
    rib: cipher(ribHash),
    ribHash,
    proposedBy: 'a',
    proposedOn: '2026-10-01',
    isChange: false,
    isShared: false,
  },
});
const approved: BankDetailsEvent = {
  type: 'BankDetailsApproved',
  v: 2,
  data: {
    producerCode: 'P1',
    ribHash: 'A',
    replacedHash: null,
    approvedBy: 'b',
    approvedOn: '2026-10-01',
    shareReason: null,
  },
};
const refused: BankDetailsEvent = {
  type: 'BankDetailsRefused',
  v: 1,
  data: { producerCode: 'P1', ribHash: 'B', refusedBy: 'b', reason: 'no' },
};
const erased: PersonErased = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P1', requestedOn: '2026-10-01', reason: 'asked' },
};
const suspended: BankDetailsEvent = {
  type: 'BankDetailsSuspended',
  v: 1,
  data: {
    producerCode: 'P1',
    ribHash: 'A',
    transferId: 'T1',
    reasonCode: 'AC04',
    returned: true,
    suspendedOn: '2026-10-05',
  },
};
type Heard = ProducerAffiliated | PersonErased | BankDetailsEvent;
const payee = (...events: Heard[]) => projected(payeesProjection, events)['P1'];

describe('a payee', () => {
  it('can be paid once there is a name and an approved account', () => {
    expect(whyNotPayable(undefined)).toBe('payee_unknown');
    expect(whyNotPayable(payee(affiliated, proposed('A')))).toBe('no_bank_details');
    const ready = payee(affiliated, proposed('A'), approved);
    expect(ready).toMatchObject({ name: cipher('name'), rib: cipher('A'), proposal: null });
    expect(whyNotPayable(ready)).toBeUndefined();
  });

  it('keeps its account while another is proposed or refused', () => {
    const past = [affiliated, proposed('A'), approved, proposed('B')];
    expect(payee(...past)).toMatchObject({ rib: cipher('A'), proposal: { ribHash: 'B' } });
    expect(payee(...past, refused)).toMatchObject({ rib: cipher('A'), proposal: null });
  });

  it('is not paid to an account that the bank refuses, until one is approved anew', () => {
    const past = [affiliated, proposed('A'), approved, suspended];
    expect(payee(...past)).toMatchObject({
      rib: cipher('A'),
      suspended: { transferId: 'T1', reasonCode: 'AC04', returned: true, suspendedOn: '2026-10-05' },
    });
    expect(whyNotPayable(payee(...past))).toBe('account_suspended');
    expect(whyNotPayable(payee(...past, proposed('A')))).toBe('account_suspended');
    expect(whyNotPayable(payee(...past, proposed('A'), approved))).toBeUndefined();
    const refusedAnew = { ...refused, data: { ...refused.data, ribHash: 'A' } } as BankDetailsEvent;
    expect(whyNotPayable(payee(...past, proposed('A'), refusedAnew))).toBe('no_bank_details');
  });

  it('once erased has nothing left, not even ciphertext', () => {
    const gone = payee(affiliated, proposed('A'), approved, erased);
    expect(gone).toMatchObject({ name: null, rib: null, ribHash: null, isErased: true });
    expect(whyNotPayable(gone)).toBe('person_erased');
  });
});
