import type { DeliveryState } from './domain/delivery.commands';
import { knownIdOf } from './http/known-id';

const ticket = { terminalId: 'TM_A', ticketNumber: 'B_1' };
const holding = (weighed?: { terminalId: string; ticketNumber: string }) => ({
  load: jest.fn(() =>
    Promise.resolve({ state: { weighed } as DeliveryState, version: weighed === undefined ? 0 : 1 }),
  ),
});

describe('the id under which a ticket stands', () => {
  it('is made of terminal and number, without a look at the log where the number has no underscore', async () => {
    const log = holding();
    expect(await knownIdOf(log as never, { terminalId: 'TM_A', ticketNumber: '451' })).toBe('TM_A_451');
    expect(log.load).not.toHaveBeenCalled();
  });

  it('is the plain one where a log from before has the ticket under it, so that it is not taken twice', async () => {
    expect(await knownIdOf(holding(ticket) as never, ticket)).toBe('TM_A_B_1');
  });

  it('is one of its own where nothing stands there, or another ticket does', async () => {
    const other = { terminalId: 'TM', ticketNumber: 'A_B_1' };
    for (const log of [holding(), holding(other)])
      expect(await knownIdOf(log as never, ticket)).toMatch(/^T-[0-9a-f]{40}$/);
  });
});
