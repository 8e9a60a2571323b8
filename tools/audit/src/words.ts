/**
 * One copy of each text that comes again and again, a member's code or a grade: what is kept of a million events then
 * shares it, and need not keep the event that it was read from.
 */
export class Words {
  private readonly known = new Map<string, string>();

  of(text: string): string {
    const word = this.known.get(text);
    if (word !== undefined) return word;
    this.known.set(text, text);
    return text;
  }
}
