import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import {
  answerLine,
  answerLines,
  CommandCall,
  jsonOf,
  KeylessCaller,
  linesOf,
  problem,
  ProblemError,
  Scopes,
  Takes,
  validateBody,
} from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { WeighInDto } from './delivery.dto';
import { Intake } from './intake';

/** Tickets on their way to the disk at once: enough for full group commits, little enough to stay in memory. */
const IN_FLIGHT = 1024;

/** Takes one ticket a line and answers one line for each, in their order, once it is stored. */
@Controller('collection/tickets')
export class TicketStreamController {
  constructor(private readonly intake: Intake) {}

  @Scopes('collection:weigh')
  @Post()
  @HttpCode(200)
  @Takes('One weigh ticket a line', 'application/x-ndjson')
  async take(
    @Body() body: unknown,
    @KeylessCaller() call: CommandCall,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(body instanceof Readable)) {
      throw new ProblemError(
        problem(415, 'ndjson_expected', 'Send Content-Type: application/x-ndjson, one ticket a line.'),
      );
    }
    const answers = answerLines(linesOf(body), IN_FLIGHT, (line) => this.takeOne(line, call));
    await reply.header('Content-Type', 'application/x-ndjson').send(answers);
  }

  private takeOne({ line, text }: { line: number; text: string }, call: CommandCall) {
    return answerLine(line, async () => {
      const ticket = validateBody(WeighInDto, jsonOf(text));
      const { deliveryId, outcome } = await this.intake.weighIn(ticket, call.identity, call.freshMeta());
      return { about: { deliveryId }, outcome };
    });
  }
}
