import type { Event } from '@oce/event-sourcing';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examples } from '../test/examples';
import { postingsFault, type Posting } from './ledger';
import { contractEvents, contractFamilies } from './known';

const folder = join(__dirname, '../golden');
const current = Object.entries(examples).map(([type, { v, data }]): Event => ({ type, v, data }));
const fileOf = ({ type, v }: Event) => `${type}.v${v}.json`;
const text = (event: Event) => `${JSON.stringify(event, null, 2)}\n`;

// A new type or version: OCE_WRITE=1 writes the files that are not there yet, and never touches one that is.
if (process.env['OCE_WRITE'] === '1') {
  const there = new Set(readdirSync(folder));
  for (const event of current.filter((one) => !there.has(fileOf(one))))
    writeFileSync(join(folder, fileOf(event)), text(event));
}

const kinds = new Map(
  contractFamilies()
    .flatMap((family) => Object.values(family))
    .map((one) => [one.type, one.kind]),
);
const known = contractEvents();
const upcast = (event: Event): Event =>
  known.read(event, { context: 'nobody', aggregate: 'nothing', ...kinds.get(event.type), id: 'x' });

const files = readdirSync(folder).sort();
const read = (file: string): Event => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Event;

describe('the golden events', () => {
  it('are one of each event type in its present version, and the older versions that the log may hold', () => {
    expect(files).toEqual(expect.arrayContaining(current.map(fileOf).sort()));
    const older = files.filter((file) => !current.some((event) => fileOf(event) === file));
    expect(older).toEqual([
      'ArrearsSettled.v1.json',
      'BuyerAccepted.v1.json',
      'CreditNoteIssued.v1.json',
      'DeliveryReversed.v1.json',
      'DeliveryWeighedIn.v1.json',
      'InvoiceIssued.v1.json',
      'InvoiceIssued.v2.json',
      'OrderFulfilled.v1.json',
      'OrderFulfilled.v2.json',
      'OrderPlaced.v1.json',
      'OrderPlaced.v2.json',
      'PoolClosed.v1.json',
      'ProceedsReceived.v1.json',
      'ProductListed.v1.json',
      'SaleContractSigned.v1.json',
      'SaleContractSigned.v2.json',
    ]);
  });

  it.each(files)('%s is named for what it holds', (file) => {
    expect(fileOf(read(file))).toBe(file);
  });

  it.each(current.map((event) => [fileOf(event), event] as const))(
    '%s is what its type says, to the byte',
    (file, event) => {
      expect(readFileSync(join(folder, file), 'utf8')).toBe(text(event));
    },
  );

  it.each(files)('%s is read as the present version of its type', (file) => {
    const event = upcast(read(file));
    const now = current.find((one) => one.type === event.type);
    expect(event.v).toBe(now?.v);
    expect(Object.keys(event.data).sort()).toEqual(Object.keys(now?.data ?? {}).sort());
  });

  it('of the present version come back from the upcaster as they are', () => {
    for (const event of current) expect(upcast(event)).toBe(event);
  });

  it('of the first version of DeliveryWeighedIn had no scale', () => {
    const first = read('DeliveryWeighedIn.v1.json');
    expect(first.data).not.toHaveProperty('scaleId');
    expect(upcast(first)).toEqual({
      type: 'DeliveryWeighedIn',
      v: 2,
      data: { ...examples.DeliveryWeighedIn.data, scaleId: null },
    });
  });

  it('of the first version of DeliveryReversed knew no regrading', () => {
    const first = read('DeliveryReversed.v1.json');
    expect(JSON.stringify(first.data)).not.toContain('regraded');
    expect(upcast(first)).toEqual({ type: 'DeliveryReversed', v: 2, data: examples.DeliveryReversed.data });
    const taken = { ...first, data: { ...first.data, replacement: null } };
    expect(upcast(taken).data).toMatchObject({ replacement: null });
  });

  it('of the first version of PoolClosed knew no loss, and took the cap from the terms', () => {
    const { data } = upcast(read('PoolClosed.v1.json'));
    const first = { lossCentimes: 0, lossBorneBy: null, oceChargesCapPpm: null, acknowledged: [] };
    expect(data).toEqual({ ...examples.PoolClosed.data, ...first });
  });

  it('of an unknown type are left alone', () => {
    const event = { type: 'Unheard', v: 3, data: {} };
    expect(upcast(event)).toBe(event);
  });

  it.each(current.filter((event) => 'postings' in event.data).map((event) => [event.type, event] as const))(
    'of %s have postings that add up to zero',
    (_, { data }) => {
      expect(postingsFault((data as { postings: Posting[] }).postings)).toBeUndefined();
    },
  );
});

describe('what is wrong with postings', () => {
  it.each([
    [[], undefined],
    [[1, -1], undefined],
    [[1], 'the postings add up to 1 centimes, not to 0'],
    [[0.5, -0.5], 'an amount is not a whole number of centimes'],
    [[Number.MAX_SAFE_INTEGER, 2, -Number.MAX_SAFE_INTEGER], 'the postings add up to 2 centimes, not to 0'],
    [[NaN], 'an amount is not a whole number of centimes'],
  ])('of %j', (amounts, fault) => {
    expect(postingsFault(amounts.map((amountCentimes) => ({ account: 'a', amountCentimes })))).toBe(fault);
  });
});
