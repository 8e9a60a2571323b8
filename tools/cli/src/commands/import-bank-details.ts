import { listCommand } from '../list-command';

export const command = listCommand('bank-details', 8, 'the RIB of producers, each proposed', [
  'A second person approves each account: ./oce send payments bank-details approve PRODUCER.',
]);
