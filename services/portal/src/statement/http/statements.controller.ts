import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import {
  Answers,
  IsId,
  IsPageLimit,
  IsPagedCursor,
  MinPosition,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { StatementReader, type StatementView } from '../reads/statement-reader';
import { statementText } from './statement-text';

export class StatementOf {
  @IsId() producerCode: string;
}

/** A page of a statement: the latest lines, or those before a page. */
export class StatementQuery {
  @IsPageLimit(500) limit: number = 100;
  /** `next` of the page before. */
  @IsPagedCursor() after?: string;
}

/** Statements for clerks: as JSON, or as text in French for a terminal or a printer. */
@Controller('portal/statements')
export class StatementsController {
  constructor(private readonly statements: StatementReader) {}

  @Scopes('payments:read')
  @Get(':producerCode')
  @Answers('application/json', 'text/plain')
  async statement(
    @Param() { producerCode }: StatementOf,
    @Query() { limit, after }: StatementQuery,
    @Headers('accept') accept: string | undefined,
    @MinPosition() position: LogPosition,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatementView | string> {
    const statement = await this.statements.read(producerCode, { limit, after }, position);
    void reply.header('Vary', 'Accept');
    if (!accept?.startsWith('text/plain')) return statement;
    void reply.header('Content-Type', 'text/plain; charset=utf-8');
    return statementText(statement);
  }
}
