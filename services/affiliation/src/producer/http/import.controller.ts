import { Body, Controller, Headers, HttpCode, Logger, Post, Res } from '@nestjs/common';
import {
  answerLines,
  CommandCall,
  isId,
  KeylessCaller,
  mapError,
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

/** One line of the answer, in the order of the file; no personal field. */
export interface ImportAnswer {
  readonly line: number;
  readonly producerCode?: string;
  readonly status: 'accepted' | 'repeated' | 'refused';
  readonly position?: number;
  readonly problem?: ReturnType<typeof mapError>;
}

/** A file of producers (CSV or NDJSON), each affiliated on its own; an answer a line, as they are on disk. */
@Controller('affiliation/producers/import')
export class ImportController {
  private readonly logger = new Logger(ImportController.name);

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
    const answers = answerLines(linesFrom(first, lines), IN_FLIGHT, (line) => this.takeOne(line, call));
    await reply.header('Content-Type', 'application/x-ndjson').send(answers);
  }

  private async takeOne({ line, producer, fault }: FileLine, call: CommandCall): Promise<ImportAnswer> {
    try {
      if (fault) throw fault;
      const dto = validateBody(AffiliateProducerDto, producer);
      const { producerCode } = dto;
      const { repeated, position } = await this.affiliations.affiliate(dto, call.freshMeta());
      return { line, producerCode, status: repeated ? 'repeated' : 'accepted', position };
    } catch (error) {
      const problem = mapError(error);
      // The filter of errors, which tells of ours, does not see one line of an answer.
      if (problem.status === 500) this.logger.error(error);
      return { line, ...codeOf(producer), status: 'refused', problem };
    }
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
