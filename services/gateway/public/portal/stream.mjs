/**
 * Server-sent events over fetch: EventSource cannot send a token. Parses text as it comes, and calls back for each
 * message with its event, its data and the id that it may be gone on behind.
 */
export class EventParser {
  #rest = '';
  lastId;

  /** Takes a piece of text and returns the messages that are complete by it. */
  take(text) {
    const blocks = (this.#rest + text).split(/\r?\n\r?\n/);
    this.#rest = blocks.pop();
    return blocks.flatMap((block) => this.#message(block));
  }

  #message(block) {
    let event = 'message';
    const data = [];
    for (const line of block.split(/\r?\n/)) {
      const [, field, value = ''] = /^([^:]+)(?::\s?(.*))?$/.exec(line) ?? [];
      if (field === 'event') event = value;
      else if (field === 'data') data.push(value);
      else if (field === 'id') this.lastId = value;
    }
    return data.length > 0 ? [{ event, data: JSON.parse(data.join('\n')) }] : [];
  }
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Follows a stream until it is stopped: comes back after a break, each time later, and goes on behind what it has seen.
 *
 * @param open opens the stream, given the last id, and answers a Response
 * @param on told of each `message`, of where a connection `began`, that it is `whole` or `broke`, and that the token is
 *   `refused`, which ends it
 */
export async function follow(open, on, signal, pause = pauseOf) {
  let wait = FIRST_WAIT_MS;
  let lastId;
  while (!signal.aborted) {
    try {
      const response = await open(lastId);
      if (response.status === 401 || response.status === 403) return on.refused();
      if (response.ok) {
        wait = FIRST_WAIT_MS;
        const parser = new EventParser();
        let hasBegun = false;
        for await (const text of textOf(response)) {
          const messages = parser.take(text);
          if (!hasBegun && parser.lastId !== undefined) {
            hasBegun = true;
            on.began(parser.lastId);
          }
          lastId = parser.lastId ?? lastId;
          on.whole();
          for (const message of messages) {
            if (message.event === 'end' && message.data.reason === 'token_expired') return on.refused();
            apart(() => on.message(message));
          }
        }
      }
    } catch {
      // A network that is away is no more than a break.
    }
    if (signal.aborted) return;
    on.broke();
    await pause(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

const pauseOf = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A fault of the page is shown as one, and not taken for a break of the network. */
function apart(work) {
  try {
    work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

async function* textOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}
