import { BankFileError } from './bank-file-error';

/** Nothing that is asked for is longer; ISO 20022 has 35 characters for an id. */
export const LONGEST_KEPT = 1_000;

/**
 * An element that is read, with its children that are read, its path and its currency. What a reader does not ask for
 * was never kept.
 */
export class XmlElement {
  readonly path: string;
  private readonly kept: XmlElement[] = [];
  private readonly counts = new Map<string, number>();
  private written = '';

  /** @param isNumbered whether the path tells its position among its like, from 1 */
  constructor(
    readonly name: string,
    readonly parent: XmlElement | undefined,
    isNumbered: boolean,
    readonly currency?: string,
  ) {
    const number = parent?.count(name) ?? 1;
    this.path = `${parent ? `${parent.path}/` : ''}${name}${isNumbered ? `[${number}]` : ''}`;
  }

  /**
   * Adds to the element what stands in it. Blanks before its text are none of it, and behind LONGEST_KEPT characters nothing
   * but blanks may follow: kept, the line ends between the entries of a file would be gone over again with each.
   */
  write(text: string): void {
    const added = this.written === '' ? text.trimStart() : text;
    if (this.written.length > LONGEST_KEPT && added.trim() === '') return;
    this.written += added;
  }

  /** Keeps a child that has ended. */
  keep(child: XmlElement): void {
    this.kept.push(child);
  }

  get text(): string {
    return this.written.trim();
  }

  get writtenLength(): number {
    return this.written.length;
  }

  /** All children of that name that were kept. */
  children(name: string): XmlElement[] {
    return this.kept.filter((child) => child.name === name);
  }

  /** The child of that name, if it is there; refuses `element_repeated`. */
  optional(name: string): XmlElement | undefined {
    const [only, second] = this.children(name);
    if (second !== undefined)
      throw new BankFileError('element_repeated', second.path, `${name} stands here more than once`);
    return only;
  }

  /** The child of that name; refuses `element_missing`. */
  required(name: string): XmlElement {
    return this.optional(name) ?? this.missing(name);
  }

  /** Refuses `element_missing` for a child. */
  missing(name: string): never {
    throw new BankFileError('element_missing', `${this.path}/${name}`, `${name} is missing`);
  }

  /** The text at the end of a path of optional children; an empty text is as if it were missing. */
  textAt(...names: readonly [string, ...string[]]): string | undefined {
    const last = names.reduce<XmlElement | undefined>((element, name) => element?.optional(name), this);
    return last?.text || undefined;
  }

  /** The text of a child that must be there and not be empty; refuses `element_missing`. */
  requiredText(name: string): string {
    const { text, path } = this.required(name);
    if (text === '') throw new BankFileError('element_missing', path, `${name} is empty`);
    return text;
  }

  private count(name: string): number {
    const number = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, number);
    return number;
  }
}
