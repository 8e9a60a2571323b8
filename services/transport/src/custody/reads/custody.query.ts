import { Controller } from '@nestjs/common';
import { fields, readsOf, Scopes } from '@oce/service-kit';
import { custodyProjection, type CustodyDocument } from './custody';

const shown = fields<CustodyDocument>()('sscc', 'shipmentId', 'loadedAs');

/** Reads where units are. */
@Scopes('transport:read')
@Controller('transport/units')
export class CustodyQueryController extends readsOf(custodyProjection, 'unit', shown) {}
