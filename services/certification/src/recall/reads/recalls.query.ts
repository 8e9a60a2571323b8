import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { recallsProjection, type RecallDocument } from './recalls';

const shown = fields<RecallDocument>()('recallId', 'source', 'reason', 'lotIds', 'openedBy', 'openedAt');

/** Reads recalls. */
@Scopes('certification:read')
@Controller('certification/recalls')
export class RecallsQueryController extends readsOf(recallsProjection, 'recall', shown) {}
