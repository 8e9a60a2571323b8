import { conflict } from '@oce/event-sourcing';
import { StoreBusy } from '@oce/event-store';
import { plainJsonAnswer } from './plain-json';

const told = ({ data, headers }: ReturnType<typeof plainJsonAnswer>) => ({
  ...Object.fromEntries(headers.keys().map((name) => [name, headers.get(name)])),
  body: JSON.parse(data) as unknown,
});

describe('an answer over NATS', () => {
  it('is the plain result, with the headers that the handler has set', () => {
    const answered = new Map([['OCE-Position', '7']]);
    expect(told(plainJsonAnswer({ response: { id: 'A' } }, answered))).toEqual({
      Status: '200',
      'OCE-Position': '7',
      body: { id: 'A' },
    });
    expect(told(plainJsonAnswer({ response: undefined }))).toEqual({ Status: '200', body: null });
  });

  it('is a problem where the command is refused, without those headers', () => {
    const refused = plainJsonAnswer({ err: conflict('lot_closed', 'd') }, new Map([['OCE-Position', '7']]));
    expect(told(refused)).toEqual({
      Status: '409',
      'Content-Type': 'application/problem+json',
      body: expect.objectContaining({ code: 'lot_closed' }),
    });
  });

  it('says when to send it again where the office is busy', () => {
    expect(told(plainJsonAnswer({ err: new StoreBusy('x') }))).toMatchObject({
      Status: '503',
      'Retry-After': expect.stringMatching(/^\d+$/),
    });
  });

  it('says that nobody takes a subject without a handler', () => {
    expect(told(plainJsonAnswer({ err: 'There is no matching message handler' }))).toMatchObject({
      Status: '404',
      body: { code: 'not_found' },
    });
  });
});
