import { command, given } from '@oce/testing';
import { stationAggregate as station } from './domain/station';
import type { ScaleVerified, StationEvent, TerminalInstalled } from './domain/station.events';

const open = { stationId: 'ST-1', name: 'Ouezzane', cooperativeId: 'C-1', openedOn: '2026-09-01' };
const opened: StationEvent = { type: 'StationOpened', v: 1, data: open };
const scale: ScaleVerified['data'] = {
  stationId: 'ST-1',
  scaleId: 'SC-1',
  kind: 'weighbridge',
  certificate: 'V-1',
  verifiedOn: '2026-01-01',
  validUntil: '2026-12-31',
};
const verified: StationEvent = { type: 'ScaleVerified', v: 1, data: scale };
const terminal: TerminalInstalled['data'] = { stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' };
const installed: StationEvent = { type: 'TerminalInstalled', v: 1, data: terminal };

const install = (data: TerminalInstalled['data'], standsAt: string | undefined = 'ST-1') => ({
  ...command('InstallTerminal', data),
  facts: { standsAt },
});

describe('a station', () => {
  it('opens, once', () => {
    given(station, []).when(command('OpenStation', open)).then(opened);
    given(station, [opened]).when(command('OpenStation', open)).thenNothing();
  });

  it('refuses to be another', () => {
    given(station, [opened])
      .when(command('OpenStation', { ...open, cooperativeId: 'C-2' }))
      .thenRefused('station_id_taken');
  });

  it('has its scales verified, each certificate once', () => {
    given(station, [opened]).when(command('VerifyScale', scale)).then(verified);
    given(station, [opened, verified]).when(command('VerifyScale', scale)).thenNothing();
    const next = { ...scale, certificate: 'V-2', verifiedOn: '2027-01-01', validUntil: '2027-12-31' };
    given(station, [opened, verified])
      .when(command('VerifyScale', next))
      .then({ type: 'ScaleVerified', v: 1, data: next });
  });

  it('refuses a certificate that says something else than before', () => {
    given(station, [opened, verified])
      .when(command('VerifyScale', { ...scale, validUntil: '2027-06-30' }))
      .thenRefused('certificate_recorded_otherwise');
  });

  it('moves a terminal to another scale and back again', () => {
    const other: StationEvent = { type: 'ScaleVerified', v: 1, data: { ...scale, scaleId: 'SC-2' } };
    const moved: StationEvent = { type: 'TerminalInstalled', v: 1, data: { ...terminal, scaleId: 'SC-2' } };
    given(station, [opened, verified, other, installed, moved]).when(install(terminal)).then(installed);
  });

  it('takes a terminal back that has been to another station', () => {
    given(station, [opened, verified, installed]).when(install(terminal, 'ST-2')).then(installed);
  });

  it.each(['constructor', '__proto__'])('knows no scale by the name %s', (scaleId) => {
    given(station, [opened, verified])
      .when(install({ ...terminal, scaleId }))
      .thenRefused('scale_unknown');
    const named: StationEvent = { type: 'ScaleVerified', v: 1, data: { ...scale, scaleId } };
    given(station, [opened])
      .when(command('VerifyScale', { ...scale, scaleId }))
      .then(named);
    given(station, [opened, named])
      .when(command('VerifyScale', { ...scale, scaleId }))
      .thenNothing();
  });

  it('has terminals on its scales, moves one to another, and keeps one where it is', () => {
    given(station, [opened, verified]).when(install(terminal)).then(installed);
    given(station, [opened, verified, installed]).when(install(terminal)).thenNothing();
    const other: StationEvent = { type: 'ScaleVerified', v: 1, data: { ...scale, scaleId: 'SC-2' } };
    const moved = { ...terminal, scaleId: 'SC-2' };
    given(station, [opened, verified, other, installed])
      .when(install(moved))
      .then({ type: 'TerminalInstalled', v: 1, data: moved });
  });

  it('refuses what makes no sense', () => {
    given(station, []).when(command('VerifyScale', scale)).thenRefused('station_unknown');
    given(station, []).when(install(terminal)).thenRefused('station_unknown');
    given(station, [opened])
      .when(command('VerifyScale', { ...scale, validUntil: '2025-12-31' }))
      .thenRefused('validity_backwards');
    given(station, [opened]).when(install(terminal)).thenRefused('scale_unknown');
  });
});
