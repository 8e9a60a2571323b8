import type { Event } from '@oce/event-sourcing';
import { projected, workspaceRoot } from '@oce/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractsProjection } from '../src/contract/reads/contracts';
import { invoicesProjection } from '../src/invoice/reads/invoices';
import { lotsProjection } from '../src/lot-offer/reads/lots';
import { openOrdersProjection, ordersProjection } from '../src/order/reads/orders';
import { lotRecorded } from './facts';

/** An event as the contracts keep it, with a field more in each of its objects. */
function grown(type: string): Event {
  const file = join(workspaceRoot(), `libs/contracts/golden/${type}.v1.json`);
  const event = JSON.parse(readFileSync(file, 'utf8')) as Event;
  return { ...event, data: withMore(event.data) as object };
}
function withMore(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMore);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).map(([name, member]) => [name, withMore(member)] as const);
  return { ...Object.fromEntries(members), unheard: true };
}

// The queries choose the fields of a document; what stands in lists and objects below them is chosen by its projection.
describe('a new field of an event', () => {
  it.each([
    ['contracts', contractsProjection, [grown('SaleContractSigned')]],
    ['orders', ordersProjection, [grown('OrderPlaced'), grown('OrderRefused')]],
    ['open orders', openOrdersProjection, [grown('OrderPlaced')]],
    ['lots', lotsProjection, [lotRecorded('LOT-1', 'extra', 1_000_000), grown('LotAllocated')]],
    [
      'invoices',
      invoicesProjection,
      [grown('InvoiceIssued'), grown('ProceedsReceived'), grown('CreditNoteIssued')],
    ],
  ])('reaches no page from below: %s', (_name, projection, events) => {
    const documents = Object.values(projected(projection as never, events) as Record<string, object>);
    expect(documents.length).toBeGreaterThan(0);
    for (const { unheard: _unheard, ...document } of documents as { unheard?: true }[])
      expect(JSON.stringify(document)).not.toContain('unheard');
  });
});
