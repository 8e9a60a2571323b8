import { fieldRefusal } from '../problems/problem';

/** How far a reader must have come, by stream; a bare number is of the reader's own. Other streams do not concern it. */
export type LogPosition = number | ReadonlyMap<string, number>;

/** As much of it as one stream is asked for; 0 where it is not named. */
export const positionIn = (stream: string, position: LogPosition): number =>
  typeof position === 'number' ? position : (position.get(stream) ?? 0);

/** As headers write it: `45` in the main stream of the service, `HEALTH:45` in another. */
export const positionText = (stream: string, position: number, main: string): string =>
  stream === main ? String(position) : `${stream}:${position}`;

const ONE = /^(?:([A-Za-z0-9_-]{1,64}):)?(\d{1,15})$/;
/** A list of positions as a pattern of JSON Schema, for the description of the API. */
export const POSITIONS_PATTERN = '^([A-Za-z0-9_-]{1,64}:)?\\d{1,15}( *, *([A-Za-z0-9_-]{1,64}:)?\\d{1,15})*$';

/** Reads `45`, `HEALTH:45` or a list of them; the higher of one stream counts. @throws ProblemError 400 */
export function readPositions(text: string, main: string, field: string): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const part of text.split(',')) {
    const found = ONE.exec(part.trim());
    if (!found) {
      const message = `${field} takes a position of the log: a whole number, behind its stream where that is not the service's own (45, HEALTH:45)`;
      throw fieldRefusal(400, 'validation', { field, rule: 'is_position', message });
    }
    const [, stream = main, digits] = found;
    positions.set(stream, Math.max(positions.get(stream) ?? 0, Number(digits)));
  }
  return positions;
}
