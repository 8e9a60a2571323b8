import { Controller, Get, Headers, Res } from '@nestjs/common';
import { Answers, problem, ProblemError, Scopes } from '@oce/service-kit';
import type { FastifyReply } from 'fastify';
import { decodeJwt } from 'jose';
import { OwnCode } from '../../own/http/own-code';
import { LiveHub } from '../live-hub';
import { Missed } from '../reads/missed';
import { LiveStream } from './live-stream';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that gather answers before they pass them on would hold the page back.
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
} as const;
/** Timers cannot wait longer. */
const LONGEST_MS = 2 ** 31 - 1;

/** A producer's own deliveries, lines, transfers and sales, as they happen. */
@Controller('portal/me/events')
export class EventsController {
  constructor(
    private readonly hub: LiveHub,
    private readonly missedBy: Missed,
  ) {}

  /** Server-sent events; `Last-Event-ID` goes on behind a position. Ends when the token does. */
  @Scopes('portal:self')
  @Get()
  @Answers('text/event-stream')
  async events(
    @OwnCode() producerCode: string,
    @Headers('authorization') authorization: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const upTo = this.hub.position;
    if (upTo === undefined)
      throw new ProblemError(
        problem(503, 'unavailable', 'The portal is still reading the log.', { retryAfterSeconds: 2 }),
      );
    const stream = new LiveStream(reply.raw);
    this.hub.join(producerCode, stream);
    const expiry = setTimeout(() => stream.end('token_expired'), lifetimeMs(authorization)).unref();
    reply.raw.once('close', () => {
      clearTimeout(expiry);
      stream.gone();
      this.hub.leave(producerCode, stream);
    });
    try {
      // A position that the log has not come to is of another log: such a page begins anew.
      const after = positionOf(lastEventId) ?? upTo;
      const missed = after < upTo ? await this.missedBy.between(producerCode, after, upTo) : [];
      if (stream.closed) return;
      reply.hijack();
      reply.raw.writeHead(200, HEADERS);
      stream.open(upTo, missed);
    } catch (error) {
      stream.gone();
      this.hub.leave(producerCode, stream);
      throw error;
    }
  }
}

function positionOf(lastEventId: string | undefined): number | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  if (/^\d{1,15}$/.test(lastEventId)) return Number(lastEventId);
  const message = 'Last-Event-ID takes a position of the log, a whole number';
  const errors = [{ field: 'Last-Event-ID', rule: 'is_position', message }];
  throw new ProblemError(problem(400, 'validation', message, { errors }));
}

/** How long the token is good for; its signature has been checked by the guard. */
function lifetimeMs(authorization: string): number {
  const { exp = 0 } = decodeJwt(authorization.split(' ')[1] ?? '');
  return Math.min(Math.max(0, exp * 1000 - Date.now()), LONGEST_MS);
}
