import { defineEvents, event, type RecordedCommit } from '@oce/event-sourcing';
import { commitOf, crateEvents } from '../test/support';
import { followedSource } from './projection';
import { Routes } from './routes';

const kindOf = (aggregate: string) => ({ stream: 'LOG', context: 'collection', aggregate });
const truckEvents = defineEvents(kindOf('truck'), { TruckCame: event<{ truckId: string }>() });
const at = (position: number, aggregate: string): RecordedCommit => ({
  ...commitOf([]),
  ref: { context: 'collection', aggregate, id: `A-${position}` },
  position,
  acceptedAt: '2026-10-01T08:00:00.000Z',
});
const positions = (lists: readonly (readonly RecordedCommit[])[]) =>
  lists.map((list) => list.map(({ position }) => position));

describe('a batch of the log', () => {
  const crates = followedSource([crateEvents.CrateFilled]);
  const both = followedSource([crateEvents, truckEvents]);

  it('is sorted for all who follow it, each with what is of its kinds, in order', () => {
    const routes = new Routes([crates, followedSource([truckEvents]), both]);
    const batch = [at(1, 'crate'), at(2, 'truck'), at(3, 'crate'), at(7, 'lorry')];
    expect(positions(routes.split(batch))).toEqual([[1, 3], [2], [1, 2, 3]]);
    expect(positions(routes.split([at(8, 'truck')]))).toEqual([[], [8], [8]]);
  });

  it('is handed on with what nobody could read: whoever follows its kind stops there', () => {
    const faulty = { ...at(4, 'crate'), fault: 'it is not JSON' };
    expect(positions(new Routes([crates]).split([faulty]))).toEqual([[4]]);
  });
});
