import { OfficeAway } from '@oce/imports';
import type { ApiAnswer } from '@oce/office/client';
import { overHttp, overNats, type TicketBody } from './send-tickets';

const ticket = (ticketNumber: string, grossGrams = 2): TicketBody => ({
  ticketNumber,
  terminalId: 'TM-1',
  producerCode: 'P-1',
  grossGrams,
  tareGrams: 1,
  weighedAt: '2026-10-01T08:00:00.000Z',
});
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  headers: new Headers(headers),
  body,
});

/** A bus on which an office says of each ticket what a spec wants, the later the earlier it came. */
function busOf(said: (body: TicketBody) => ApiAnswer) {
  const sent: TicketBody[] = [];
  const send = async ({ body }: { readonly body?: unknown }): Promise<ApiAnswer> => {
    sent.push(body as TicketBody);
    await new Promise((resolve) => setTimeout(resolve, 20 - sent.length));
    return said(body as TicketBody);
  };
  return { send, sent };
}

describe('tickets over the bus', () => {
  it('are answered in their order, as taken in, known or refused', async () => {
    const problem = { status: 422, code: 'producer_unknown', detail: 'd' };
    const bus = busOf(({ ticketNumber }) =>
      ticketNumber === 'T-3'
        ? answer(422, problem)
        : answer(200, {}, ticketNumber === 'T-2' ? { 'OCE-Repeated': 'true' } : {}),
    );
    expect(await overNats(bus)(['T-1', 'T-2', 'T-3'].map((number) => ticket(number)))).toEqual([
      { status: 'accepted' },
      { status: 'repeated' },
      { status: 'refused', problem },
    ]);
  });

  it('go one after the other where they have the same number', async () => {
    const known = new Set<string>();
    const bus = busOf(({ ticketNumber }) => {
      const isKnown = known.has(ticketNumber);
      known.add(ticketNumber);
      return answer(200, {}, isKnown ? { 'OCE-Repeated': 'true' } : {});
    });
    const tickets = [ticket('T-1', 5), ticket('T-2'), ticket('T-1', 6), ticket('T-1', 7)];
    const answers = await overNats(bus)(tickets);
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'repeated', 'repeated']);
    expect(bus.sent.map(({ grossGrams }) => grossGrams)).toEqual([5, 2, 6, 7]);
  });

  it.each([
    [401, 'token_invalid'],
    [403, 'scope_missing'],
  ])('stop the import where the office takes none: %s %s', async (status, code) => {
    const bus = busOf(() => answer(status, { code }));
    await expect(overNats(bus)([ticket('T-1')])).rejects.toThrow(/Run the import again: nothing is doubled/);
  });
});

describe('an office that is away', () => {
  it.each([429, 502, 503, 504])('is no refusal of a ticket, whatever way it was sent: %s', async (status) => {
    const gone = () => answer(status, { code: 'unavailable' });
    await expect(overNats(busOf(gone))([ticket('T-1')])).rejects.toThrow(OfficeAway);
    await expect(overHttp({ send: () => Promise.resolve(gone()) })([ticket('T-1')])).rejects.toThrow(
      OfficeAway,
    );
  });

  it('is what a broken connection means, and an answer that stops in the middle', async () => {
    const broken = { send: () => Promise.reject(new TypeError('fetch failed')) };
    await expect(overHttp(broken)([ticket('T-1')])).rejects.toThrow(OfficeAway);
    const half = { send: () => Promise.resolve(answer(200, '{"status":"accepted"}\n')) };
    await expect(overHttp(half)([ticket('T-1'), ticket('T-2')])).rejects.toThrow(OfficeAway);
  });
});

describe('tickets over HTTP', () => {
  it('go as lines of one request, and come back as lines', async () => {
    const sent: unknown[] = [];
    const send = (...request: unknown[]) => {
      sent.push(request);
      return Promise.resolve(answer(200, '{"status":"accepted"}\n{"status":"repeated"}\n'));
    };
    expect(await overHttp({ send })([ticket('T-1'), ticket('T-2')])).toEqual([
      { status: 'accepted' },
      { status: 'repeated' },
    ]);
    const lines = `${JSON.stringify(ticket('T-1'))}\n${JSON.stringify(ticket('T-2'))}\n`;
    expect(sent).toEqual([['POST', 'collection/tickets', lines, { 'content-type': 'application/x-ndjson' }]]);
  });

  it('go again where the office was too busy for them, and only those', async () => {
    const sent: string[] = [];
    const busy = { status: 'refused', problem: { status: 503, code: 'busy', detail: 'd' } };
    const refused = { status: 'refused', problem: { status: 422, code: 'producer_unknown', detail: 'd' } };
    const send = (_method: string, _path: string, lines: unknown) => {
      const numbers = [...String(lines).matchAll(/"T-\d"/g)].map(String);
      sent.push(numbers.join(' '));
      const answers = numbers.map((number) => {
        if (number === '"T-2"') return refused;
        return sent.length === 1 && number !== '"T-1"' ? busy : { status: 'accepted' };
      });
      return Promise.resolve(answer(200, answers.map((one) => `${JSON.stringify(one)}\n`).join('')));
    };
    const answers = await overHttp({ send })(['T-1', 'T-2', 'T-3', 'T-4'].map((number) => ticket(number)));
    expect(sent).toEqual(['"T-1" "T-2" "T-3" "T-4"', '"T-3" "T-4"']);
    expect(answers).toEqual([
      { status: 'accepted' },
      refused,
      { status: 'accepted' },
      { status: 'accepted' },
    ]);
  });

  it('stop the import where the office takes none', async () => {
    const refusing = { send: () => Promise.resolve(answer(401, { code: 'token_invalid' })) };
    await expect(overHttp(refusing)([ticket('T-1')])).rejects.toThrow('(401)');
  });
});
