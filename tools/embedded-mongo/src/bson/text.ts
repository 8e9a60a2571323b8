const LONGEST_QUICK = 24;

/** Where the next zero byte stands, or -1. A plain loop: names are short, a native call is dear. */
export function zeroAfter(bytes: Buffer, at: number): number {
  for (let i = at; i < bytes.length; i += 1) if (bytes[i] === 0) return i;
  return -1;
}

/** The text between two offsets. Short ASCII is put together here, everything else decoded as UTF-8. */
export function readText(bytes: Buffer, start: number, end: number): string {
  if (end - start > LONGEST_QUICK) return bytes.toString('utf8', start, end);
  let text = '';
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return bytes.toString('utf8', start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}
