import { Controller, Get, Headers, HttpCode, Param, Query, Res } from '@nestjs/common';
import { invalid, notFound } from '@oce/event-sourcing';
import { businessDate } from '@oce/quantities';
import { Answers, Public } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ConsumerReader } from '../consumer.reader';
import { gtinOf } from '../domain/gtin';
import { consumerPage, unknownPage } from './consumer-page';
import { formOf, languageOf, type Language } from './negotiate';

/** What a lot's number is made of; a label has at most 20 of them, goods that are not packed more. */
const LOT = /^[A-Za-z0-9_-]{1,128}$/u;

export class LinkQuery {
  /** The page's own links between its languages. */
  @IsOptional() @IsIn(['fr', 'ar']) lang?: Language;
}

/** GS1 Digital Link: what is known of a lot of an article, for whoever holds one. No sign-in, and nothing personal. */
@Public()
@Controller('traceability/digital-link')
export class DigitalLinkController {
  constructor(private readonly consumers: ConsumerReader) {}

  /** A lot of an article: as a page in French or Arabic, or as JSON, by what is accepted. */
  @Get('01/:gtin/10/:lot')
  @HttpCode(200)
  @Answers('text/html', 'application/json')
  async lot(
    @Param('gtin') gtin: string,
    @Param('lot') lot: string,
    @Query() { lang }: LinkQuery,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    if (!LOT.test(lot)) throw invalid('lot_number', 'A lot has letters, digits, - and _ only.', 'lot');
    const view = await this.consumers.view(gtinOf(gtin), lot, businessDate(new Date().toISOString()));
    // A recall is seen by whoever looks again.
    void reply.header('Cache-Control', 'no-cache').header('Vary', 'Accept, Accept-Language');
    if (formOf(accept) === 'json') {
      if (view === null) throw unknown();
      return view;
    }
    const language = lang ?? languageOf(acceptLanguage);
    void reply.status(view === null ? 404 : 200).type('text/html; charset=utf-8');
    void reply.header('Content-Language', language);
    return view === null ? unknownPage(language) : consumerPage(view, language);
  }

  /** One unit of a lot by its serial: what is known is that of its lot. */
  @Get('01/:gtin/10/:lot/21/:serial')
  @HttpCode(200)
  @Answers('text/html', 'application/json')
  serial(
    @Param('gtin') gtin: string,
    @Param('lot') lot: string,
    @Query() query: LinkQuery,
    @Headers('accept') accept: string | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<unknown> {
    return this.lot(gtin, lot, query, accept, acceptLanguage, reply);
  }
}

const unknown = () => notFound('lot_unknown', 'No lot of this number is of this article.', 'lot');
