import { Get, Param, Query, type Type } from '@nestjs/common';
import type { Event } from '@oce/event-sourcing';
import type { Projection } from '@oce/projections';
import { MinPosition } from '../requests/command-call';
import type { LogPosition } from '../requests/log-position';
import { PageQuery } from '../validation/rules';
import { InjectProjection } from './declare';
import type { Page, ProjectionView } from './view';

/** What a controller of one projection answers: a page of those that a query finds, and one by its id. */
export interface Reads<Shown> {
  list(query: PageQuery, position: LogPosition): Promise<Page<Shown>>;
  one(id: string, position: LogPosition): Promise<Shown>;
}

/**
 * A controller of one projection: `class LotsQueryController extends readsOf(lotsProjection, 'lot', shown, LotsQuery) {}`.
 * It filters by the fields of its query; `what` is one document in the words of a 404.
 */
export function readsOf<Doc extends object, E extends Event, Shown>(
  projection: Projection<Doc, E>,
  what: string,
  shown: (document: Doc) => Shown,
  query: Type<PageQuery> = PageQuery,
): new (view: ProjectionView<Doc>) => Reads<Shown> {
  class ReadsOfOne implements Reads<Shown> {
    constructor(@InjectProjection(projection) private readonly view: ProjectionView<Doc>) {}

    @Get()
    async list(@Query() { limit, after, ...filter }: PageQuery, @MinPosition() position: LogPosition) {
      return (await this.view.at(position)).list(filter, { limit, after }, shown);
    }

    @Get(':id')
    async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
      return (await this.view.at(position)).show(id, what, shown);
    }
  }
  // What a query is checked against, and described by, is the class of its parameter.
  Reflect.defineMetadata('design:paramtypes', [query, Object], ReadsOfOne.prototype, 'list');
  return ReadsOfOne;
}
