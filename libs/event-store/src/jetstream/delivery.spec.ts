import { refOf } from '../event-store';
import { deliveryInfo } from './delivery';

describe('what the server says of a delivery', () => {
  const said = { position: 4711, delivery: 17, acceptedAtMs: 1_793_000_000_123, pending: 42 };

  it('is read from its reply subject', () => {
    const reply = '$JS.ACK.OCE.read-1f2e-4c55.1.4711.17.1793000000123456789.42';
    expect(deliveryInfo(reply)).toEqual(said);
  });

  it('is read behind a domain and an account, with a token at the end or without', () => {
    const reply = '$JS.ACK.hub.A1B2C3.OCE.read-1f2e-4c55.1.4711.17.1793000000123456789.42';
    expect(deliveryInfo(reply)).toEqual(said);
    expect(deliveryInfo(`${reply}.x7`)).toEqual(said);
  });

  it('is nothing where there is no such subject', () => {
    const nothing = { position: 0, delivery: 0, acceptedAtMs: 0, pending: 0 };
    expect(deliveryInfo('')).toEqual(nothing);
    expect(deliveryInfo('_INBOX.a.b')).toEqual(nothing);
  });
});

describe('the aggregate of a subject', () => {
  it('is found whatever stood before', () => {
    const subjects = [
      'evt.a.b.1',
      'evt.a.b.2',
      'evt.a.bc.3',
      'cmd.a.b.4',
      'evt.a.b.5',
      'evt.a.b',
      'evt.a.b.',
      '',
    ];
    expect(subjects.map((subject) => Object.values(refOf(subject)).join('/'))).toEqual([
      'a/b/1',
      'a/b/2',
      'a/bc/3',
      'a/b/4',
      'a/b/5',
      'a/b/',
      'a/b/',
      '//',
    ]);
  });

  it('has no more than the four tokens of a subject', () => {
    expect(refOf('evt.a.b.1.2')).toEqual({ context: 'a', aggregate: 'b', id: '1' });
    expect(refOf('evt.a.b.1.2.3')).toEqual({ context: 'a', aggregate: 'b', id: '1' });
  });
});
