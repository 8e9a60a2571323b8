import { Controller } from '@nestjs/common';
import { fields, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { erasuresProjection, type ErasureDocument } from './erasures';

export class ErasuresQuery extends PageQuery {
  @IsOptional() @IsIn(['requested', 'held', 'erased']) status?: ErasureDocument['status'];
}

const shown = fields<ErasureDocument>()('personId', 'requestedOn', 'reason', 'status', 'holds');

/** Reads who asked to be forgotten, and what it is held for. */
@Scopes('affiliation:read')
@Controller('affiliation/erasures')
export class ErasuresQueryController extends readsOf(erasuresProjection, 'erasure', shown, ErasuresQuery) {}
