/**
 * Looks for all who ask at once: whoever asks while a look is under way has part in the next one, so that nobody is
 * answered by what was begun before he asked, and a crowd costs one look at a time.
 */
export class Rounds<Seen> {
  private running: Promise<Seen> | undefined;
  private next: Promise<Seen> | undefined;

  constructor(private readonly look: () => Promise<Seen>) {}

  /** What a look shows that begins now or later. */
  see(): Promise<Seen> {
    if (this.running === undefined) return this.begin();
    const begin = () => this.begin();
    return (this.next ??= this.running.then(begin, begin));
  }

  private begin(): Promise<Seen> {
    this.next = undefined;
    const running = this.look();
    this.running = running;
    const end = () => {
      if (this.running === running) this.running = undefined;
    };
    running.then(end, end);
    return running;
  }
}
