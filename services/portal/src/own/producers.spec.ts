import type { AffiliationContractEvent, BankDetailsRestored, BankDetailsSuspended } from '@oce/contracts';
import { projected } from '@oce/testing';
import { affiliated } from '../../test/events';
import { producersProjection } from './reads/producers';

const erased: AffiliationContractEvent = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' },
};

describe('producers', () => {
  it('keeps the name as ciphertext, and no other personal field', () => {
    const { 'P-1': producer } = projected(producersProjection, [affiliated()]);
    expect(producer).toMatchObject({ cooperativeId: 'C-1', name: 'enc:1:P-1:a', isErased: false });
    expect(JSON.stringify(producer)).not.toMatch(/P-1:[bcd]/);
  });

  it('lets the name go when the person asks to be forgotten', () => {
    expect(projected(producersProjection, [affiliated(), erased])['P-1']).toMatchObject({
      name: null,
      nameArabic: null,
      isErased: true,
      cooperativeId: 'C-1',
    });
  });

  it('says from when on they belong no more', () => {
    const left: AffiliationContractEvent = {
      type: 'ProducerLeft',
      v: 1,
      data: { producerCode: 'P-1', leftOn: '2027-03-01', reason: 'moved' },
    };
    const of = (...events: AffiliationContractEvent[]) =>
      projected(producersProjection, events)['P-1']?.leftOn;
    expect(of(affiliated())).toBeNull();
    expect(of(affiliated(), left)).toBe('2027-03-01');
    expect(of(left)).toBeUndefined();
  });

  it('says while the bank refuses their account, and why', () => {
    const suspended: BankDetailsSuspended = {
      type: 'BankDetailsSuspended',
      v: 1,
      data: {
        producerCode: 'P-1',
        ribHash: 'A',
        transferId: 'TR-1',
        reasonCode: 'AC04',
        returned: true,
        suspendedOn: '2026-11-20',
      },
    };
    const restored: BankDetailsRestored = {
      type: 'BankDetailsRestored',
      v: 1,
      data: { producerCode: 'P-1', restoredOn: '2026-11-24' },
    };
    const of = (...events: (BankDetailsSuspended | BankDetailsRestored)[]) =>
      projected(producersProjection, [affiliated(), ...events])['P-1']?.suspended;
    expect(of()).toBeNull();
    expect(of(suspended)).toEqual({ reasonCode: 'AC04', returned: true, suspendedOn: '2026-11-20' });
    expect(of(suspended, restored)).toBeNull();
  });

  it('makes nobody of an erasure of somebody who was never here', () => {
    expect(projected(producersProjection, [erased])).toEqual({});
  });
});
