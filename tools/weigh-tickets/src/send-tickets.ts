import { commandSubject } from '@oce/contracts';
import type { BusClient } from '@oce/office/bus-client';
import { isAway, OfficeAway, orAway, type Answer } from '@oce/imports';
import { ATTEMPTS, waitAsAsked, type ApiAnswer, type OfficeClient } from '@oce/office/client';
import { CliError } from '@oce/office/output';
import type { WeighTicket } from './ticket';

type Http = Pick<OfficeClient, 'send'>;
type Bus = Pick<BusClient, 'send'>;

/** A ticket as the office takes it. */
export type TicketBody = Omit<WeighTicket, 'containers'> & {
  readonly containerKind?: string;
  readonly containerCount?: number;
  readonly containerTareGrams?: number;
};

/**
 * Sends tickets, and says what became of each, in their order. What is lost when the network breaks is sent again, and
 * meets itself: the office knows each ticket by its terminal and number.
 *
 * @throws OfficeAway where it does not answer; CliError where it takes none at all
 */
export type SendTickets = (tickets: readonly TicketBody[]) => Promise<Answer[]>;

/** All tickets in one request, a line each; those for which the office was too busy go again. */
export const overHttp =
  (client: Http): SendTickets =>
  async (tickets) => {
    const answers = await sendLines(client, tickets);
    for (let attempt = 1; ; attempt++) {
      const busy = tickets.flatMap((ticket, at) => (isLeftOut(answers[at]) ? [{ ticket, at }] : []));
      const [first] = busy;
      if (!first) return answers;
      const { problem } = answers[first.at] ?? {};
      if (attempt === ATTEMPTS) throw notTaken({ status: problem?.status ?? 503, body: problem });
      await waitAsAsked(new Headers());
      const again = await sendLines(
        client,
        busy.map(({ ticket }) => ticket),
      );
      for (const [place, answer] of again.entries()) answers[busy[place]?.at ?? 0] = answer;
    }
  };

/** Whether a ticket is refused for what has nothing to do with it: the office was busy, or a part of it away. */
const isLeftOut = (answer: Answer | undefined): boolean =>
  answer?.problem !== undefined && isAway(answer.problem.status);

async function sendLines(client: Http, tickets: readonly TicketBody[]): Promise<Answer[]> {
  const lines = tickets.map((ticket) => `${JSON.stringify(ticket)}\n`).join('');
  const answer = await orAway(() =>
    client.send('POST', 'collection/tickets', lines, { 'content-type': 'application/x-ndjson' }),
  );
  if (answer.status >= 400) throw notTaken(answer);
  const answers = String(answer.body)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  if (answers.length !== tickets.length) throw new OfficeAway('it broke off in its answer');
  return answers;
}

const WEIGH_IN = commandSubject('collection', 'delivery', 'weigh-in');

/** Each ticket a command on the bus, many on their way at once. */
export const overNats =
  (bus: Bus): SendTickets =>
  (tickets) => {
    // Two lines with the same number go one after the other, so that the first of the file is the first of the office.
    const last = new Map<string, Promise<Answer>>();
    const answers = tickets.map((ticket) => {
      const number = JSON.stringify([ticket.terminalId, ticket.ticketNumber]);
      const before = last.get(number);
      const answer = before ? before.then(() => sendOne(bus, ticket)) : sendOne(bus, ticket);
      last.set(number, answer);
      return answer;
    });
    return Promise.all(answers);
  };

async function sendOne(bus: Bus, ticket: TicketBody): Promise<Answer> {
  const answer = await orAway(() => bus.send({ subject: WEIGH_IN, body: ticket, isRepeatable: true }));
  if (answer.status < 400)
    return { status: answer.headers.get('oce-repeated') === 'true' ? 'repeated' : 'accepted' };
  const problem = answer.body as NonNullable<Answer['problem']>;
  if (speaksAgainstAll(answer.status, problem.code)) throw notTaken(answer);
  return { status: 'refused', problem };
}

/** A token that is not let in, or an office that stays busy: no ticket would be taken. */
const speaksAgainstAll = (status: number, code: string): boolean =>
  status === 401 || isAway(status) || code === 'scope_missing';

function notTaken({ status, body }: Pick<ApiAnswer, 'status' | 'body'>): Error {
  if (isAway(status)) return new OfficeAway(String(status));
  const words = `The office did not take the tickets (${status}): ${JSON.stringify(body)}.`;
  return new CliError(`${words} Run the import again: nothing is doubled.`);
}
