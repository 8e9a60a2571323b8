import { projected } from '@oce/testing';
import { contractSigned } from '../../test/facts';
import { contractsProjection } from './reads/contracts';

it('contracts shows each as it was signed', () => {
  expect(projected(contractsProjection, [contractSigned])).toEqual({ 'CT-1': contractSigned.data });
});
