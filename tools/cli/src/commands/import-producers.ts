import { listCommand } from '../list-command';

export const command = listCommand(
  'producers',
  4,
  'a cooperative’s list of producers, each affiliated on its own',
);
