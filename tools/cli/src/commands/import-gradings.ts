import { listCommand } from '../list-command';

export const command = listCommand(
  'gradings',
  5,
  'quality sheets: each grades a delivery, or refuses it, in the order of the file',
);
