import { deserialize, Double, serialize } from 'bson';
import * as fc from 'fast-check';
import { MongoError } from '../errors';
import { document } from '../../test/arbitraries';
import {
  decodeDocument,
  decodeFields,
  elementValue,
  encodeDocument,
  firstElement,
  summarize,
  withIdFirst,
} from './codec';

jest.setTimeout(60_000);

describe('reading and writing BSON', () => {
  it('gives back the same bytes', () => {
    fc.assert(
      fc.property(document, (doc) => {
        const bytes = encodeDocument(doc);
        expect(encodeDocument(decodeDocument(bytes))).toEqual(bytes);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads what the bson library writes', () => {
    const bytes = Buffer.from(serialize({ a: 1, b: 'x', c: [true, null], d: new Double(2), e: { f: 5n } }));
    expect(decodeDocument(bytes)).toEqual(
      new Map<string, unknown>([
        ['a', 1],
        ['b', 'x'],
        ['c', [true, null]],
        ['d', new Double(2)],
        ['e', new Map([['f', 5n]])],
      ]),
    );
  });

  it('reads the fields that are asked for, and only those, as they are in the whole', () => {
    fc.assert(
      fc.property(document, fc.func(fc.boolean()), (doc, isWanted) => {
        const bytes = encodeDocument(doc);
        const names = new Set([...doc.keys()].filter((name) => isWanted(name)));
        const expected = [...decodeDocument(bytes)].filter(([name]) => names.has(name));
        expect([...decodeFields(bytes, names)]).toEqual(expected);
      }),
    );
  });

  it('refuses bytes that were cut or changed in length, and never reads outside them', () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.integer({ min: 0, max: 255 }), (doc, at, byte) => {
        const bytes = Buffer.from(encodeDocument(doc));
        bytes[at % bytes.length] = byte;
        let error: unknown;
        try {
          decodeDocument(bytes);
        } catch (thrown) {
          error = thrown;
        }
        expect(error === undefined || error instanceof MongoError).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    const whole = encodeDocument(new Map([['a', 'text']]));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodeDocument(whole.subarray(0, length))).toThrow('invalid BSON');
    }
  });

  it.each([
    [0x06, 'undefined'],
    [0x0c, 'dbPointer'],
    [0x0e, 'symbol'],
    [0x0f, 'javascriptWithScope'],
  ])('refuses the deprecated type %i by name', (type, name) => {
    const bytes = Buffer.from([13, 0, 0, 0, type, 0x61, 0, 1, 0, 0, 0, 0, 0]);
    expect(() => decodeDocument(bytes)).toThrow(name);
  });

  it('refuses a regular expression that does not end', () => {
    // {a: /x and nothing more}: the only zero behind it is the document's own.
    const bytes = Buffer.from([9, 0, 0, 0, 0x0b, 0x61, 0, 0x78, 0]);
    expect(() => decodeDocument(bytes)).toThrow(MongoError);
  });

  it('refuses documents nested deeper than MongoDB allows', () => {
    let nested: Record<string, unknown> = {};
    for (let depth = 0; depth < 250; depth += 1) nested = { a: nested };
    expect(() => decodeDocument(encodeDocument(nested))).toThrow('maximum nested object depth');
  });
});

describe('a document in bytes', () => {
  it('shows its _id, wherever it stands', () => {
    const bytes = encodeDocument({ a: 1, _id: 'x', b: 2 });
    const { id, idIsFirst, startsWithDollar } = summarize(bytes);
    expect({ idIsFirst, startsWithDollar }).toEqual({ idIsFirst: false, startsWithDollar: false });
    expect(id && elementValue(bytes, id)).toBe('x');
    expect(summarize(encodeDocument({ _id: 1 })).idIsFirst).toBe(true);
    expect(summarize(encodeDocument({ _idx: 1, x_id: 2 })).id).toBeUndefined();
    expect(summarize(encodeDocument({ $set: {} })).startsWithDollar).toBe(true);
  });

  it('takes an _id in front of the other fields', () => {
    const bytes = encodeDocument({ a: 1, _id: 'x', b: 2 });
    const { id } = summarize(bytes);
    const element = bytes.subarray(id?.start, id?.end);
    expect(Object.entries(deserialize(withIdFirst(bytes, id, element)))).toEqual([
      ['_id', 'x'],
      ['a', 1],
      ['b', 2],
    ]);
    const other = encodeDocument({ c: 3 });
    const complete = withIdFirst(other, undefined, element);
    expect(deserialize(complete)).toEqual({ _id: 'x', c: 3 });
    expect(elementValue(complete, firstElement(complete))).toBe('x');
  });
});
