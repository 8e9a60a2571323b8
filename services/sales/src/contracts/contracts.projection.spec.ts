import { contractSigned } from '../spec-support/facts';
import { projected } from '@oce/testing';
import { contractsProjection } from './contracts.projection';

it('contracts shows each as it was signed', () => {
  expect(projected(contractsProjection, [contractSigned])).toEqual({ 'CT-1': contractSigned.data });
});
