import { Controller } from '@nestjs/common';
import { fields, IsId, PageQuery, readsOf, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { invoicesProjection, type InvoiceDocument } from './invoices';

export class InvoicesQuery extends PageQuery {
  @IsOptional() @IsId() buyerId?: string;
  @IsOptional() @IsId() orderId?: string;
  @IsOptional() @IsIn(['open', 'settled']) status?: InvoiceDocument['status'];
}

const shown = fields<InvoiceDocument>()(
  'invoiceNumber',
  'orderId',
  'contractId',
  'kind',
  'buyerId',
  'lines',
  'netCentimes',
  'vatCentimes',
  'amountCentimes',
  'seller',
  'buyer',
  'vat',
  'missing',
  'receivedCentimes',
  'creditedCentimes',
  'openCentimes',
  'status',
  'issuedOn',
  'dueOn',
  'settledOn',
  'proceeds',
  'excesses',
  'reversals',
  'creditNotes',
);

/** Reads invoices, their proceeds and credit notes. */
@Scopes('sales:read')
@Controller('sales/invoices')
export class InvoicesQueryController extends readsOf(invoicesProjection, 'invoice', shown, InvoicesQuery) {}
