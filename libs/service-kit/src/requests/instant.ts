const second = { at: Number.NaN, text: '' };
const TO_THE_POINT = '2026-10-01T08:00:00.'.length;

/** A moment as `Date` writes it, given in ms since 1970: it writes each second once, for a command takes the moment it came. */
export function instant(ms: number): string {
  const at = Math.floor(ms / 1000);
  if (at !== second.at) {
    second.text = new Date(at * 1000).toISOString().slice(0, TO_THE_POINT);
    second.at = at;
  }
  return `${second.text}${String(ms - at * 1000).padStart(3, '0')}Z`;
}
