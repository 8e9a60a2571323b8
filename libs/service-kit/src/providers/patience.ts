/** Enough for any read that a caller waits for; a database that says nothing for so long is away, however it looks. */
export const ANSWER_MS = 3_700;

/** The database holds its connections and says nothing: a frozen process, a cut cable. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';
  constructor() {
    super('the database does not answer');
  }
}

/** What a read comes to, or DatabaseSilent once it has taken too long; the read itself goes on, unheard. */
export function withinPatience<T>(read: Promise<T>, withinMs = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), withinMs);
  });
  return Promise.race([read, late]).finally(() => clearTimeout(timer));
}
