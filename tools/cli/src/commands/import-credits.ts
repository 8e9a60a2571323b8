import { listCommand } from '../list-command';

export const command = listCommand('credits', 6, 'input credits, each on the account of its producer');
