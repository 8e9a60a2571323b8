import { Double, type ObjectId } from 'mongodb';
import { codeOf, describeContract } from '../../test/contract';

interface Lot {
  _id: string | number | ObjectId;
  seq?: number;
  name?: string;
}

describeContract('inserting', (fixture) => {
  const lots = (name: string) => fixture().db.collection<Lot>(name);

  it('stores documents and gives them back', async () => {
    const collection = lots('insert_back');
    const inserted = await collection.insertMany([
      { _id: 'a', seq: 1 },
      { _id: 'b', seq: 2 },
    ]);
    expect(inserted.insertedCount).toBe(2);
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'a', seq: 1 },
      { _id: 'b', seq: 2 },
    ]);
  });

  it('refuses a second document under the same _id with 11000, and says which key', async () => {
    const collection = lots('insert_twice');
    await collection.insertOne({ _id: 'a', seq: 1 });
    await expect(collection.insertOne({ _id: 'a', seq: 2 })).rejects.toMatchObject({
      code: 11000,
      keyPattern: { _id: 1 },
      keyValue: { _id: 'a' },
      message: expect.stringContaining('E11000 duplicate key error'),
    });
    expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', seq: 1 });
  });

  it('takes the number 1 and the double 1.0 for the same _id', async () => {
    const { db } = fixture();
    await db.command({ insert: 'insert_numbers', documents: [{ _id: 1 as never }] });
    expect(await codeOf(db.collection('insert_numbers').insertOne({ _id: new Double(1) as never }))).toBe(
      11000,
    );
  });

  it('puts _id first, wherever it stood', async () => {
    const collection = fixture().db.collection('insert_order');
    await collection.insertOne({ name: 'x', _id: 7 as never, seq: 1 });
    expect(Object.keys((await collection.findOne()) ?? {})).toEqual(['_id', 'name', 'seq']);
  });

  it('refuses an array as _id with 53', async () => {
    expect(
      await codeOf(
        fixture()
          .db.collection('insert_bad')
          .insertOne({ _id: [1] as never }),
      ),
    ).toBe(53);
  });

  it('refuses a dollar name inside _id with 52', async () => {
    expect(
      await codeOf(
        fixture()
          .db.collection('insert_bad')
          .insertOne({ _id: { $x: 1 } as never }),
      ),
    ).toBe(52);
  });

  it('stops an ordered batch at the first refusal', async () => {
    const collection = lots('insert_ordered');
    const batch = collection.insertMany([{ _id: 'a' }, { _id: 'a' }, { _id: 'b' }]);
    await expect(batch).rejects.toMatchObject({ code: 11000, result: { insertedCount: 1 } });
    expect(await collection.countDocuments()).toBe(1);
  });

  it('goes on after a refusal in an unordered batch', async () => {
    const collection = lots('insert_unordered');
    const batch = collection.insertMany([{ _id: 'a' }, { _id: 'a' }, { _id: 'b' }], { ordered: false });
    await expect(batch).rejects.toMatchObject({ code: 11000, result: { insertedCount: 2 } });
    expect(await collection.countDocuments()).toBe(2);
  });

  it('keeps the order of fields and integer-like names through an update', async () => {
    const collection = fixture().db.collection('insert_fields');
    const document = new Map<string, unknown>([
      ['_id', 1],
      ['z', 1],
      ['10', 'ten'],
      ['2', 'two'],
      ['a', 1],
    ]);
    await collection.insertOne(document as never);
    await collection.updateOne({ _id: 1 as never }, { $set: { z: 2 } });
    const raw = await collection.findOne({}, { raw: true });
    const text = Buffer.from(raw as unknown as Uint8Array).toString('latin1');
    expect(text.indexOf('ten')).toBeLessThan(text.indexOf('two'));
  });
});

describeContract('deleting', (fixture) => {
  const filled = async (name: string) => {
    const collection = fixture().db.collection<Lot>(name);
    await collection.insertMany([1, 2, 3, 4].map((seq) => ({ _id: seq, seq })));
    return collection;
  };

  it('removes one', async () => {
    const collection = await filled('delete_one');
    expect((await collection.deleteOne({ seq: { $gt: 2 } })).deletedCount).toBe(1);
    expect(await collection.countDocuments()).toBe(3);
  });

  it('removes all that pass', async () => {
    const collection = await filled('delete_many');
    expect((await collection.deleteMany({ seq: { $gt: 2 } })).deletedCount).toBe(2);
    expect((await collection.deleteMany({})).deletedCount).toBe(2);
    expect((await collection.deleteMany({})).deletedCount).toBe(0);
  });
});

describeContract('reading after writing', (fixture) => {
  it('sees every acknowledged write, amid the writes of others', async () => {
    const collection = fixture().db.collection<Lot>('read_own');
    const lane = async (of: number): Promise<void> => {
      for (let i = 0; i < 12; i += 1) {
        const _id = `${of}-${i}`;
        await collection.insertOne({ _id, seq: 1 });
        expect(await collection.findOne({ _id })).toEqual({ _id, seq: 1 });
        await collection.updateOne({ _id }, { $inc: { seq: 1 } });
        expect(await collection.findOne({ _id, seq: 2 })).toEqual({ _id, seq: 2 });
        await collection.deleteOne({ _id });
        expect(await collection.countDocuments({ _id })).toBe(0);
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, of) => lane(of)));
  });

  it('counts each of many concurrent increments once', async () => {
    const collection = fixture().db.collection<Lot>('increments');
    await collection.insertOne({ _id: 'n', seq: 0 });
    await Promise.all(
      Array.from({ length: 300 }, () => collection.updateOne({ _id: 'n' }, { $inc: { seq: 1 } })),
    );
    expect(await collection.findOne({ _id: 'n' })).toEqual({ _id: 'n', seq: 300 });
  });
});

describeContract('writing in bulk', (fixture) => {
  it('mixes writes and counts each kind', async () => {
    const collection = fixture().db.collection<Lot>('bulk_mixed');
    const result = await collection.bulkWrite([
      { insertOne: { document: { _id: 1, seq: 1 } } },
      { insertOne: { document: { _id: 2, seq: 1 } } },
      { updateOne: { filter: { _id: 1 }, update: { $set: { seq: 5 } } } },
      { replaceOne: { filter: { _id: 3 }, replacement: { seq: 3 }, upsert: true } },
      { updateMany: { filter: {}, update: { $inc: { seq: 1 } } } },
      { deleteOne: { filter: { _id: 2 } } },
    ]);
    expect(result).toMatchObject({
      insertedCount: 2,
      matchedCount: 4,
      modifiedCount: 4,
      upsertedCount: 1,
      deletedCount: 1,
      upsertedIds: { 3: 3 },
    });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, seq: 6 },
      { _id: 3, seq: 4 },
    ]);
  });

  it('stops at the first refusal when ordered', async () => {
    const collection = fixture().db.collection<Lot>('bulk_ordered');
    const bulk = collection.bulkWrite([
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 1 } } },
      { insertOne: { document: { _id: 2 } } },
    ]);
    await expect(bulk).rejects.toMatchObject({ code: 11000 });
    expect(await collection.countDocuments()).toBe(1);
  });

  it('notes each refusal with its index and goes on when unordered', async () => {
    const collection = fixture().db.collection<Lot>('bulk_unordered');
    const bulk = collection.bulkWrite(
      [1, 1, 2, 2, 3].map((_id) => ({ insertOne: { document: { _id } } })),
      { ordered: false },
    );
    const error = await bulk.catch(
      (reason: unknown) => reason as { writeErrors: { index: number; code: number }[] },
    );
    expect((error as { writeErrors: { index: number; code: number }[] }).writeErrors).toMatchObject([
      { index: 1, code: 11000 },
      { index: 3, code: 11000 },
    ]);
    expect(await collection.countDocuments()).toBe(3);
  });

  it('takes ten thousand guarded replacements and keeps the newest of each', async () => {
    const collection = fixture().db.collection<Lot>('bulk_guarded');
    const write = (seq: number) =>
      collection.bulkWrite(
        Array.from({ length: 5_000 }, (_, i) => ({
          replaceOne: { filter: { _id: i, seq: { $lt: seq } }, replacement: { seq }, upsert: true },
        })),
        { ordered: false },
      );
    expect((await write(2)).upsertedCount).toBe(5_000);
    const stale = await write(1).catch((error: unknown) => error as { writeErrors: unknown[]; code: number });
    expect(stale).toMatchObject({ code: 11000 });
    expect(await collection.countDocuments({ seq: 2 })).toBe(5_000);
    expect((await write(3)).modifiedCount).toBe(5_000);
  });

  it('acknowledges nothing with w: 0 and still writes', async () => {
    const collection = fixture().db.collection<Lot>('bulk_unacknowledged');
    const result = await collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    expect(result.acknowledged).toBe(false);
    await collection.insertOne({ _id: 2 });
    for (let tries = 0; tries < 50 && (await collection.countDocuments()) < 2; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await collection.countDocuments()).toBe(2);
  });
});
