import type { CashCounter } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { counterEvents } from '../domain/counter';

export type CounterDocument = CashCounter & {
  readonly status: 'open' | 'closed';
  readonly since: string;
};

/** Where are members paid in cash? */
export const countersProjection = projectionFrom(counterEvents)<CounterDocument>({
  name: 'counters',
  version: 1,
  keys: ({ data }) => [data.counterId],
  project: {
    CounterOpened: (_document, { data: { counterId, name, place, openedOn } }) => ({
      counterId,
      name,
      place,
      status: 'open',
      since: openedOn,
    }),
    CounterClosed: (document, { data }) =>
      document && { ...document, status: 'closed', since: data.closedOn },
  },
});
