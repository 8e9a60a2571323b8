import { Body, Controller, Headers, HttpCode, Post, Res } from '@nestjs/common';
import {
  answerLine,
  answerLines,
  CommandCall,
  isId,
  KeylessCaller,
  Patience,
  problem,
  ProblemError,
  Scopes,
  Takes,
  validateBody,
} from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { Affiliations } from './affiliations';
import { readCsv, readNdjson, type FileLine } from './producer-file';
import { AffiliateProducerDto } from './producer.dto';

/** Producers on their way at once: enough for full group commits, little enough to stay in memory. */
const IN_FLIGHT = 512;

/** A file of producers (CSV or NDJSON), each affiliated on its own; an answer a line, in their order, without personal fields. */
@Controller('affiliation/producers/import')
export class ImportController {
  constructor(private readonly affiliations: Affiliations) {}

  @Scopes('affiliation:write')
  @Post()
  @HttpCode(200)
  @Takes('One producer a line', 'text/csv', 'application/x-ndjson')
  async take(
    @Body() body: unknown,
    @Headers('content-type') type: string | undefined,
    @KeylessCaller() call: CommandCall,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(body instanceof Readable)) {
      const detail = 'Send Content-Type: text/csv or application/x-ndjson, one producer a line.';
      throw new ProblemError(problem(415, 'file_expected', detail));
    }
    const lines = type?.startsWith('application/x-ndjson') ? readNdjson(body) : readCsv(body);
    // The first line before the answer begins: a file without the right columns is refused as a whole.
    const first = await lines.next();
    const patience = new Patience();
    const take = (line: FileLine) => this.takeOne(line, call, patience);
    const answers = answerLines(linesFrom(first, lines), IN_FLIGHT, take);
    await reply.header('Content-Type', 'application/x-ndjson').send(answers);
  }

  private takeOne({ line, producer, fault }: FileLine, call: CommandCall, patience: Patience) {
    const affiliated = async () => {
      if (fault) throw fault;
      const dto = validateBody(AffiliateProducerDto, producer);
      const meta = call.freshMeta();
      const outcome = await patience.through(() => this.affiliations.affiliate(dto, meta));
      return { about: { producerCode: dto.producerCode }, outcome };
    };
    return answerLine(line, affiliated, codeOf(producer));
  }
}

/** A file that breaks off on its way has a last line, which says so. */
async function* linesFrom(
  first: IteratorResult<FileLine, unknown>,
  lines: AsyncGenerator<FileLine>,
): AsyncGenerator<FileLine> {
  let last = 0;
  try {
    for (let next = first; !next.done; next = await lines.next()) {
      last = next.value.line;
      yield next.value;
    }
  } catch (fault) {
    yield { line: last + 1, fault };
  }
}

/** The code of a refused line, where it has one, so that its sender finds it again. */
function codeOf(producer: unknown): { producerCode?: string } {
  const code = (producer as { producerCode?: unknown } | undefined)?.producerCode;
  return isId(code) ? { producerCode: code } : {};
}
