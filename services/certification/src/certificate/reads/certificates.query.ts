import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsOptional } from 'class-validator';
import { certificatesProjection, type CertificateDocument } from './certificates';

export class CertificatesQuery extends PageQuery {
  @IsOptional() @IsId() claim?: string;
}

const shown = fields<CertificateDocument>()(
  'certificateId',
  'claim',
  'standard',
  'body',
  'number',
  'holder',
  'productIds',
  'activities',
  'validFrom',
  'validTo',
  'changes',
  'lists',
  'suspensions',
  'inspections',
);

/** Reads certificates, with what became of them and who is in a group. */
@Scopes('certification:read')
@Controller('certification/certificates')
export class CertificatesQueryController extends readsOf(
  certificatesProjection,
  'certificate',
  shown,
  CertificatesQuery,
) {}
