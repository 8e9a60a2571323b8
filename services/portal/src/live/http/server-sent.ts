/** One message of a stream. */
export interface Sent {
  readonly event: string;
  readonly data: object;
}

/**
 * Messages of one commit in the format of server-sent events. Only the last carries the id (the position): whoever
 * breaks off in between is given the whole commit again.
 */
export function sentTogether(position: number, messages: readonly Sent[]): string {
  return messages
    .map(({ event, data }, at) => {
      const id = at === messages.length - 1 ? `id: ${position}\n` : '';
      return `event: ${event}\n${id}data: ${JSON.stringify({ ...data, position })}\n\n`;
    })
    .join('');
}

/** A message about the past, without an id: the id comes when all of the past has been sent. */
export const sentLate = ({ event, data }: Sent): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
/** From here on the stream is whole: how soon to come back, and behind which position. */
export const sentWhole = (position: number): string => `retry: 2000\nid: ${position}\n\n`;
/** Why the server ends a stream. */
export const sentLast = (reason: string): string => `event: end\ndata: ${JSON.stringify({ reason })}\n\n`;
export const HEARTBEAT = ': en vie\n\n';
