import { listCommand } from '../list-command';

export const command = listCommand(
  'producers',
  3,
  'a cooperative’s list of producers, each affiliated on its own',
);
