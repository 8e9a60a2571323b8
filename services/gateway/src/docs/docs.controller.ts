import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UPSTREAMS, type Upstreams } from '../gateway.config';
import { askAll } from '../proxy/ask-all';
import { joinApis, type ApiDocument } from './join-apis';

/** A service has described itself a moment ago: asking all of them for every reader would be a lever for a flood. */
const FRESH_MS = 10_000;

/** What the office can be asked, all services in one document. */
@Controller('api/openapi.json')
export class DocsController {
  private known: { readonly at: number; readonly api: Promise<object> } | undefined;

  constructor(@Inject(UPSTREAMS) private readonly upstreams: Upstreams) {}

  @Get()
  async openapi(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    if (!this.known || performance.now() - this.known.at > FRESH_MS)
      this.known = { at: performance.now(), api: this.joined() };
    void reply.header('Cache-Control', 'no-cache');
    return this.known.api;
  }

  /** Services that are away are named, and missing: the others can still be read. */
  private async joined(): Promise<object> {
    const answers = await askAll(this.upstreams, '/openapi.json');
    const found = [...answers].flatMap(([context, answer]) =>
      answer?.ok ? [[context, answer.body as ApiDocument] as const] : [],
    );
    const missing = [...answers].filter(([, answer]) => !answer?.ok).map(([context]) => context);
    const api = joinApis(new Map(found));
    return missing.length > 0 ? { ...api, 'x-missing-services': missing } : api;
  }
}
