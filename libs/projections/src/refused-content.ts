import { MongoBulkWriteError, MongoError, MongoInvalidArgumentError } from 'mongodb';

/** Codes by which the server refuses a document for what it holds, however often it is sent. */
const CODES = new Set([
  2, // a bad value
  9, // it cannot be parsed
  14, // a value of another type than the index takes
  15, // nested too deep
  22, // no BSON
  52, // a name with a dollar
  171, // two lists under one index
  10334, // larger than 16 MB
  17280, // a key too long
  17419, // larger than 16 MB by an update
  17420,
]);

/** Whether a write failed for what a document holds (more than 16 MB, lists too deep), so that it always will. */
export function isRefusedForItsContent(error: unknown): boolean {
  if (error instanceof RangeError) return true;
  if (error instanceof MongoInvalidArgumentError) return true;
  if (error instanceof Error && error.name === 'BSONError') return true;
  // The code of a bulk is that of its first error, which may be a guard that did not hold.
  if (error instanceof MongoBulkWriteError)
    return [error.writeErrors].flat().some(({ code }) => CODES.has(code));
  return error instanceof MongoError && typeof error.code === 'number' && CODES.has(error.code);
}
