import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { Caller, CommandCall, mapError, problem, ProblemError, Scopes, validateBody } from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { deliveryIdOf } from './delivery.commands';
import { WeighInDto } from './delivery.dto';
import { Intake } from './intake.service';

/** Tickets on their way to the disk at once: enough for full group commits, little enough to stay in memory. */
const IN_FLIGHT = 1024;

/** One line of the answer, in the order of the tickets. */
interface TicketAnswer {
  readonly line: number;
  readonly deliveryId?: string;
  readonly status: 'accepted' | 'repeated' | 'refused';
  readonly position?: number;
  readonly problem?: ReturnType<typeof mapError>;
}

/** A stream of tickets (NDJSON), each a commit of its own; an answer a line, as they are on disk. */
@Controller('collection/tickets')
export class TicketStreamController {
  constructor(private readonly intake: Intake) {}

  @Scopes('collection:weigh')
  @Post()
  @HttpCode(200)
  @ApiConsumes('application/x-ndjson')
  @ApiBody({ description: 'One weigh ticket a line', schema: { type: 'string' } })
  async take(@Body() body: unknown, @Caller() call: CommandCall, @Res() reply: FastifyReply): Promise<void> {
    if (!(body instanceof Readable)) {
      throw new ProblemError(
        problem(415, 'ndjson_expected', 'Send Content-Type: application/x-ndjson, one ticket a line.'),
      );
    }
    const answers = Readable.from(this.answers(body, call), { objectMode: false });
    await reply.header('Content-Type', 'application/x-ndjson').send(answers);
  }

  /** Reads ahead up to IN_FLIGHT tickets, answers in order; a slow reader slows the reading. */
  private async *answers(body: Readable, call: CommandCall): AsyncGenerator<string> {
    const waiting: Promise<TicketAnswer>[] = [];
    let line = 0;
    for await (const text of createInterface({ input: body, crlfDelay: Infinity })) {
      line++;
      if (text.trim() === '') continue;
      waiting.push(this.takeOne(line, text, call));
      if (waiting.length < IN_FLIGHT) continue;
      yield written(await Promise.all(waiting.splice(0, IN_FLIGHT / 2)));
    }
    while (waiting.length > 0) yield written(await Promise.all(waiting.splice(0, IN_FLIGHT / 2)));
  }

  private async takeOne(line: number, text: string, call: CommandCall): Promise<TicketAnswer> {
    try {
      const ticket = validateBody(WeighInDto, parse(text));
      const deliveryId = deliveryIdOf(ticket);
      // The key of the request, where there is one, is that of the stream: each line's is its ticket.
      const meta = call.metaFor(`ticket-${deliveryId}`);
      const { position, repeated, events } = await this.intake.weighIn(ticket, call.identity, meta);
      return {
        line,
        deliveryId,
        status: repeated || events.length === 0 ? 'repeated' : 'accepted',
        position,
      };
    } catch (error) {
      return { line, status: 'refused', problem: mapError(error) };
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError(problem(400, 'not_json', 'The line is not a JSON object.'));
  }
}

const written = (answers: readonly TicketAnswer[]): string =>
  answers.map((answer) => `${JSON.stringify(answer)}\n`).join('');
