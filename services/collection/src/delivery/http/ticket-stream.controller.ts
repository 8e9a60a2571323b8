import { Body, Controller, HttpCode, Logger, Post, Res } from '@nestjs/common';
import {
  answerLines,
  CommandCall,
  jsonOf,
  KeylessCaller,
  linesOf,
  mapError,
  problem,
  ProblemError,
  Scopes,
  Takes,
  validateBody,
} from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { deliveryIdOf } from '../domain/delivery.commands';
import { WeighInDto } from './delivery.dto';
import { Intake } from './intake';

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

/** Takes one ticket a line and answers one line for each, in their order, once it is stored. */
@Controller('collection/tickets')
export class TicketStreamController {
  private readonly logger = new Logger(TicketStreamController.name);

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

  private async takeOne(
    { line, text }: { line: number; text: string },
    call: CommandCall,
  ): Promise<TicketAnswer> {
    try {
      const ticket = validateBody(WeighInDto, jsonOf(text));
      const deliveryId = deliveryIdOf(ticket);
      const { position, repeated } = await this.intake.weighIn(ticket, call.identity, call.freshMeta());
      return { line, deliveryId, status: repeated ? 'repeated' : 'accepted', position };
    } catch (error) {
      const problem = mapError(error);
      // The filter of errors, which tells of ours, does not see one line of an answer.
      if (problem.status === 500) this.logger.error(error);
      return { line, status: 'refused', problem };
    }
  }
}
