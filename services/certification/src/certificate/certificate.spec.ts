import { certification, type CertificateGranted } from '@oce/contracts';
import { command, given, projected } from '@oce/testing';
import { certificateAggregate, certificateEvents as events } from './domain/certificate';
import type { GroupMember } from './domain/group';
import { certificatesProjection } from './reads/certificates';

const certificateId = 'CERT-1';
const data: CertificateGranted['data'] = {
  certificateId,
  claim: 'organic',
  standard: { standardId: 'organic-eu', version: '2018-848' },
  body: 'CCPB',
  number: 'MA-BIO-154-0001',
  holder: { kind: 'cooperative', id: 'C-OUEZ' },
  productIds: ['OLIVE'],
  activities: [],
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
};
const granted = certification.certificate.CertificateGranted(data);
const of = { reason: 'a finding', effectiveFrom: '2026-10-01' };
const suspended = events.CertificateSuspended({ certificateId, ...of });
const withdrawn = events.CertificateWithdrawn({ certificateId, ...of });
const member = (producerCode: string, hectaresHundredths = 300): GroupMember => ({
  producerCode,
  hectaresHundredths,
  greenhouseHectaresHundredths: 0,
  grasslandHectaresHundredths: 0,
  turnoverEuroCents: null,
  standardOutputEuroCents: null,
  certificationCostPpm: null,
});
const list = (members: GroupMember[]) => command('ListMembers', { validFrom: '2026-01-01', members });
const listed = events.GroupMembersListed({
  certificateId,
  validFrom: '2026-01-01',
  members: [member('P-1')],
});

describe('a certificate', () => {
  it('is granted once, and ends after it begins', () => {
    given(certificateAggregate, []).when(command('GrantCertificate', data)).then(granted);
    given(certificateAggregate, [granted]).when(command('GrantCertificate', data)).thenNothing();
    given(certificateAggregate, [granted])
      .when(command('GrantCertificate', { ...data, number: 'X' }))
      .thenRefused('certificate_granted');
    given(certificateAggregate, [])
      .when(command('GrantCertificate', { ...data, validTo: '2025-12-31' }))
      .thenRefused('certificate_backwards');
  });

  it('under Fairtrade is never by mass balance, and names the fund of the premium', () => {
    const fairtrade = { ...data, claim: 'fairtrade', premiumFund: 'Fonds d’Ouazzane' };
    given(certificateAggregate, [])
      .when(command('GrantCertificate', fairtrade))
      .then(certification.certificate.CertificateGranted(fairtrade));
    given(certificateAggregate, [])
      .when(command('GrantCertificate', { ...fairtrade, custody: 'mass_balance' }))
      .thenRefused('mass_balance_refused');
    given(certificateAggregate, [])
      .when(command('GrantCertificate', { ...data, claim: 'fairtrade' }))
      .thenRefused('premium_fund_needed');
  });

  it('is suspended, stands again and is withdrawn for good, each from a day on', () => {
    given(certificateAggregate, [granted]).when(command('SuspendCertificate', of)).then(suspended);
    given(certificateAggregate, [granted, suspended]).when(command('SuspendCertificate', of)).thenNothing();
    given(certificateAggregate, [granted, suspended])
      .when(command('SuspendCertificate', { ...of, reason: 'another' }))
      .thenRefused('certificate_changed_already');
    const again = { reason: 'closed', effectiveFrom: '2026-11-01' };
    given(certificateAggregate, [granted, suspended])
      .when(command('ReinstateCertificate', again))
      .then(events.CertificateReinstated({ certificateId, ...again }));
    given(certificateAggregate, [granted, suspended])
      .when(command('ReinstateCertificate', { ...again, effectiveFrom: '2026-09-30' }))
      .thenRefused('reinstated_before_suspension');
    given(certificateAggregate, [granted])
      .when(command('ReinstateCertificate', again))
      .thenRefused('certificate_not_suspended');
    given(certificateAggregate, [granted]).when(command('WithdrawCertificate', of)).then(withdrawn);
    given(certificateAggregate, [granted, withdrawn])
      .when(command('ReinstateCertificate', again))
      .thenRefused('certificate_withdrawn');
    given(certificateAggregate, [])
      .when(command('SuspendCertificate', of))
      .thenRefused('certificate_unknown');
  });
});

describe('an organic group', () => {
  it('lists farmers who may be in it, each once, 2,000 at the most', () => {
    given(certificateAggregate, [granted])
      .when(list([member('P-1')]))
      .then(listed);
    given(certificateAggregate, [granted, listed])
      .when(list([member('P-1')]))
      .thenNothing();
    given(certificateAggregate, [granted, listed])
      .when(list([member('P-2')]))
      .thenRefused('members_listed');
    given(certificateAggregate, [granted])
      .when(list([member('P-1'), member('P-1')]))
      .thenRefused('member_twice');
    given(certificateAggregate, [granted])
      .when(list([member('P-1', 501)]))
      .thenRefused('member_not_eligible');
    const many = (count: number) => Array.from({ length: count }, (_, at) => member(`P-${at}`));
    expect(
      given(certificateAggregate, [granted])
        .when(list(many(2_000)))
        .events(),
    ).toHaveLength(1);
    given(certificateAggregate, [granted])
      .when(list(many(2_001)))
      .thenRefused('group_too_large');
  });

  it('is held by a cooperative', () => {
    const ofStation = certification.certificate.CertificateGranted({
      ...data,
      holder: { kind: 'station', id: 'ST-1' },
    });
    given(certificateAggregate, [ofStation])
      .when(list([member('P-1')]))
      .thenRefused('group_not_of_cooperative');
  });

  it('inspects its members, and suspends one until it is lifted', () => {
    const past = [granted, listed];
    const inspection = { producerCode: 'P-1', inspectedOn: '2026-05-01', nonConformities: ['no records'] };
    const inspected = events.MemberInspected({ certificateId, ...inspection });
    given(certificateAggregate, past).when(command('InspectMember', inspection)).then(inspected);
    given(certificateAggregate, [...past, inspected])
      .when(command('InspectMember', inspection))
      .thenNothing();
    given(certificateAggregate, [...past, inspected])
      .when(command('InspectMember', { ...inspection, nonConformities: [] }))
      .thenRefused('inspected_otherwise');
    given(certificateAggregate, past)
      .when(command('InspectMember', { ...inspection, producerCode: 'P-9' }))
      .thenRefused('member_unknown');
    const why = { producerCode: 'P-1', reason: 'a forbidden product', from: '2026-06-01' };
    const out = events.MemberSuspended({ certificateId, ...why });
    given(certificateAggregate, past).when(command('SuspendMember', why)).then(out);
    given(certificateAggregate, [...past, out])
      .when(command('SuspendMember', why))
      .thenNothing();
    given(certificateAggregate, [...past, out])
      .when(command('SuspendMember', { ...why, from: '2026-06-02' }))
      .thenRefused('member_suspended');
    const back = { ...why, reason: 'closed', from: '2026-07-01' };
    const lifted = events.MemberSuspensionLifted({ certificateId, ...back });
    given(certificateAggregate, [...past, out])
      .when(command('LiftSuspension', back))
      .then(lifted);
    given(certificateAggregate, [...past, out, lifted])
      .when(command('LiftSuspension', back))
      .thenNothing();
    given(certificateAggregate, past)
      .when(command('LiftSuspension', back))
      .thenRefused('member_not_suspended');
    const document = projected(certificatesProjection, [...past, inspected, suspended, out, lifted])[
      certificateId
    ];
    expect(document).toMatchObject({
      changes: [{ is: 'suspended', effectiveFrom: '2026-10-01' }],
      lists: [{ validFrom: '2026-01-01', producerCodes: ['P-1'] }],
      suspensions: [{ producerCode: 'P-1', from: '2026-06-01', liftedFrom: '2026-07-01' }],
      inspections: [inspection],
    });
  });
});
