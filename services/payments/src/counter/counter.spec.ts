import type { EventOf } from '@oce/event-sourcing';
import { command, given, projected } from '@oce/testing';
import { COUNTER } from '../../test/cash';
import { counterAggregate, counterEvents, openCounterOf } from './domain/counter';
import { countersProjection } from './reads/counters';

type CounterEvent = EventOf<typeof counterEvents>;

const open = (data: Partial<typeof COUNTER> = {}) => command('OpenCounter', { ...COUNTER, ...data });
const close = (reason = 'no more cash there', waiting: readonly string[] = []) => ({
  ...command('CloseCounter', { counterId: COUNTER.counterId, reason }),
  facts: { waiting },
});
const opened = counterEvents.CounterOpened({ ...COUNTER, openedBy: 'staff:tester', openedOn: '2026-10-01' });
const closed = counterEvents.CounterClosed({
  counterId: COUNTER.counterId,
  reason: 'no more cash there',
  closedBy: 'staff:tester',
  closedOn: '2026-10-01',
});

describe('a counter', () => {
  it('is opened under its name and place, which stay', () => {
    given(counterAggregate, []).when(open()).then(opened);
    given(counterAggregate, [opened]).when(open()).thenNothing();
    given(counterAggregate, [opened])
      .when(open({ place: 'Fès' }))
      .thenRefused('counter_differs');
  });

  it('is closed once no cash waits there, and opened again as it was', () => {
    given(counterAggregate, [opened])
      .when(close('late', ['C1']))
      .thenRefused('cash_waiting');
    given(counterAggregate, [opened]).when(close()).then(closed);
    given(counterAggregate, [opened, closed]).when(close()).thenNothing();
    given(counterAggregate, [opened, closed]).when(close('late')).thenRefused('counter_closed_otherwise');
    given(counterAggregate, [opened, closed]).when(open()).then(opened);
    given(counterAggregate, [opened, closed])
      .when(open({ name: 'Autre guichet' }))
      .thenRefused('counter_differs');
    given(counterAggregate, []).when(close()).thenRefused('counter_unknown');
  });

  it('that is closed, or that nobody opened, is named in the refusal', () => {
    const refusal = (slug: string) => expect.objectContaining({ slug, field: 'counterId' });
    expect(() => openCounterOf({ counter: COUNTER, closedFor: 'moved' })).toThrow(refusal('counter_closed'));
    expect(() => openCounterOf({ counter: null, closedFor: null })).toThrow(refusal('counter_unknown'));
    expect(openCounterOf({ counter: COUNTER, closedFor: null })).toEqual(COUNTER);
  });

  it('is listed as open until it is closed, and again once it is opened anew', () => {
    const listed = (...events: CounterEvent[]) => projected(countersProjection, events)[COUNTER.counterId];
    expect(listed(opened)).toEqual({ ...COUNTER, status: 'open', since: '2026-10-01' });
    const end = { ...closed, data: { ...closed.data, closedOn: '2026-12-01' } };
    expect(listed(opened, end)).toEqual({ ...COUNTER, status: 'closed', since: '2026-12-01' });
    expect(listed(opened, end, opened)).toMatchObject({ status: 'open', since: '2026-10-01' });
  });
});
