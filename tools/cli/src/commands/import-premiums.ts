import { listCommand } from '../list-command';

export const command = listCommand(
  'premiums',
  7,
  'health insurance premiums that are due, each on the account of its producer',
);
