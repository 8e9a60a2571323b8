import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { throwError, type Observable } from 'rxjs';
import { mapError } from './map-error';
import { ProblemError } from './problem';

/** Answers every error as problem+json, over HTTP and over NATS alike. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  catch(error: unknown, host: ArgumentsHost): Observable<never> | void {
    const found = mapError(error);
    if (found.status === 500) this.logger.error(error);
    if (host.getType() === 'rpc') return throwError(() => new ProblemError(found));
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    if (found.retryAfterSeconds !== undefined)
      void reply.header('Retry-After', String(found.retryAfterSeconds));
    if (found.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
    void reply
      .status(found.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .send(found);
  }
}
