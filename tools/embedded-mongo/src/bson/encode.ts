import { serialize } from 'bson';
import type { Doc } from './values';

/** Writes a document as BSON; a field whose value is undefined is left out. */
export function encodeDocument(doc: Doc | Readonly<Record<string, unknown>>): Buffer {
  const bytes = serialize(doc, { ignoreUndefined: true });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
