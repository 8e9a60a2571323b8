import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { cooperativesProjection, type CooperativeDocument } from './cooperatives';

const shown = fields<CooperativeDocument>()(
  'cooperativeId',
  'name',
  'region',
  'ice',
  'affiliatedOn',
  'conventions',
);

/** Reads cooperatives. */
@Scopes('affiliation:read')
@Controller('affiliation/cooperatives')
export class CooperativesQueryController extends readsOf(cooperativesProjection, 'cooperative', shown) {}
