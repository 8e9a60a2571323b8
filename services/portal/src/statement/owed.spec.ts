import { payments } from '@oce/contracts';
import { projected } from '@oce/testing';
import { advance, correctionAfterClosing, creditReversed, finalShare } from '../../test/account-events';
import { correctionTakenBack, supplementTakenBack } from '../../test/late-events';
import { owedProjection } from './reads/owed';

const granted = payments.claims.InputCreditGranted({
  producerCode: 'P-1',
  creditId: 'CR-1',
  amountCentimes: 240_000,
  purpose: 'crates',
  grantedOn: '2026-09-15',
  postings: [],
});
const premium = payments.claims.PremiumDeclared({
  producerCode: 'P-1',
  premiumId: 'PR-9',
  period: '2026-10',
  amountCentimes: 15_000,
  dueOn: '2026-10-01',
});

describe('what a producer owes still', () => {
  const after = (...events: Parameters<(typeof owedProjection)['project']>[1][]) =>
    projected(owedProjection, events)['P-1']?.claims.map(({ kind, reference, leftCentimes }) => [
      kind,
      reference,
      leftCentimes,
    ]);

  it('case 2: of a credit of 2,400.00 the advance takes 1,584.36, and 815.64 are left', () => {
    expect(after(granted, premium)).toEqual([
      ['input_credit', 'CR-1', 240_000],
      ['insurance', 'PR-9', 15_000],
    ]);
    expect(after(granted, advance())?.[0]).toEqual(['input_credit', 'CR-1', 81_564]);
  });

  it('cases 4 and 5: the complement takes the rest, and a correction leaves a claim of 680.50', () => {
    expect(after(granted, advance(), finalShare(), correctionAfterClosing())).toEqual([
      ['input_credit', 'CR-1', 0],
      ['input_credit', correctionAfterClosing().data.lineId, 68_050],
    ]);
  });
  it('nothing of a credit that was taken back', () => {
    expect(after(granted, premium, advance(), creditReversed())).toEqual([
      ['input_credit', 'CR-1', 0],
      ['insurance', 'PR-9', 15_000],
    ]);
  });

  it('nothing of the claim of a correction that was taken back, and what its lines had deducted', () => {
    const { lineId } = correctionAfterClosing().data;
    expect(
      after(granted, advance(), finalShare(), correctionAfterClosing(), correctionTakenBack(lineId)),
    ).toEqual([
      ['input_credit', 'CR-1', 0],
      ['input_credit', lineId, 0],
    ]);
    expect(after(granted, advance(), finalShare(), supplementTakenBack('CR-1'))).toEqual([
      ['input_credit', 'CR-1', 5_870],
    ]);
  });
});
