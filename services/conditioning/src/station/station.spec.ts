import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import {
  requireLine,
  stationAggregate as station,
  stationEvents as events,
  tolerancesOn,
} from './domain/station';

const data = { stationId: 'PRESS', name: 'Moulin', lineIds: ['L1'], openedOn: '2026-09-01' };
const opened = events.ConditioningStationOpened(data);
const own = { validFrom: '2026-10-01', runPpm: 3_000, gaugePpm: 2_000 };
const published = events.StationTolerancesPublished({ stationId: 'PRESS', ...own });
const cleaning = { lineId: 'L1', method: 'hot water', cleanedAt: '2026-11-20T06:00:00.000Z' };

describe('a conditioning station', () => {
  it('opens once, with each of its lines once', () => {
    given(station, []).when(command('OpenStation', data)).then(opened);
    given(station, [opened]).when(command('OpenStation', data)).thenNothing();
    given(station, [opened])
      .when(command('OpenStation', { ...data, name: 'Autre' }))
      .thenRefused('station_id_taken');
    given(station, [])
      .when(command('OpenStation', { ...data, lineIds: ['L1', 'L1'] }))
      .thenRefused('line_twice');
  });

  it('gets lines, and knows when each was cleaned', () => {
    const added = events.LineAdded({ stationId: 'PRESS', lineId: 'L2' });
    given(station, [opened])
      .when(command('AddLine', { lineId: 'L2' }))
      .then(added);
    given(station, [opened, added])
      .when(command('AddLine', { lineId: 'L2' }))
      .thenNothing();
    given(station, [])
      .when(command('AddLine', { lineId: 'L2' }))
      .thenRefused('station_unknown');
    const cleaned = events.LineCleaned({ stationId: 'PRESS', ...cleaning });
    given(station, [opened]).when(command('CleanLine', cleaning)).then(cleaned);
    given(station, [opened, cleaned]).when(command('CleanLine', cleaning)).thenNothing();
    given(station, [opened])
      .when(command('CleanLine', { ...cleaning, lineId: 'L9' }))
      .thenRefused('line_unknown');
    expect(() => requireLine(fold(station, [opened, added]), 'L2')).not.toThrow();
  });

  it('publishes tolerances by the day, half a percent until then', () => {
    given(station, [opened]).when(command('PublishTolerances', own)).then(published);
    given(station, [opened, published]).when(command('PublishTolerances', own)).thenNothing();
    given(station, [opened, published])
      .when(command('PublishTolerances', { ...own, runPpm: 1 }))
      .thenRefused('tolerances_published');
    const state = fold(station, [opened, published]);
    expect(tolerancesOn(state, '2026-09-30')).toMatchObject({ runPpm: 5_000, gaugePpm: 5_000 });
    expect(tolerancesOn(state, '2026-10-01')).toMatchObject({ runPpm: 3_000, gaugePpm: 2_000 });
  });
});
