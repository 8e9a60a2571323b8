import { command, given, projected } from '@oce/testing';
import { contractSigned } from '../../test/facts';
import { waitingProjection } from '../limit/reads/waiting';
import { contractAggregate, contractEvents, type SaleContract } from './domain/contract';
import { contractsProjection } from './reads/contracts';

const sign = (unitPriceMinor: number) => {
  const prices = [{ grade: 'extra', unitPriceMinor }];
  const contract: SaleContract = { ...contractSigned.data, prices };
  return command('SignSaleContract', contract, { actor: 'staff:amal' });
};
const { contractId } = contractSigned.data;
const proposalId = `price-${contractId}`;
const confirm = (actor: string) => command('ConfirmProposal', { contractId, proposalId }, { actor });

describe('the prices of a contract', () => {
  it('up to 2,000 dirhams a kilogram are signed by one person', () => {
    const [signed] = given(contractAggregate, []).when(sign(200_000)).events();
    expect(signed).toMatchObject({ type: 'SaleContractSigned', data: { limit: 200_000 } });
    const past = signed ? [signed] : [];
    given(contractAggregate, past).when(sign(200_000)).thenNothing();
    expect(projected(contractsProjection, past)[contractId]).not.toHaveProperty('limit');
  });

  it('above it are signed by two, and nothing is signed meanwhile', () => {
    const asked = given(contractAggregate, []).when(sign(200_001)).events();
    expect(asked).toMatchObject([{ type: 'SecondPersonAsked', data: { proposalId, amount: 200_001 } }]);
    given(contractAggregate, asked).when(sign(200_002)).thenRefused('proposal_differs');
    given(contractAggregate, asked).when(confirm('staff:amal')).thenRefused('second_person_needed');
    const done = given(contractAggregate, asked).when(confirm('staff:badr')).events();
    expect(done).toMatchObject([
      { type: 'ProposalConfirmed', data: { askedBy: 'staff:amal', confirmedBy: 'staff:badr' } },
      { type: 'SaleContractSigned', data: { prices: [{ unitPriceMinor: 200_001 }] } },
    ]);
    given(contractAggregate, [...asked, ...done])
      .when(sign(200_001))
      .thenNothing();
    const waited = projected(waitingProjection, [...asked, ...done]);
    expect(waited[`contract:x:${proposalId}`]).toMatchObject({ status: 'confirmed' });
  });

  it('that were rejected are not signed', () => {
    const asked = given(contractAggregate, []).when(sign(200_001)).events();
    const persons = { contractId, proposalId, askedBy: 'staff:amal', rejectedBy: 'staff:badr' };
    const rejected = contractEvents.ProposalRejected({ ...persons, reason: 'a zero too many' });
    given(contractAggregate, [...asked, rejected])
      .when(sign(200_001))
      .thenRefused('proposal_rejected');
  });
});
