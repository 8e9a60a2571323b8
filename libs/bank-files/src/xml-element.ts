import { BankFileError } from './bank-file-error';

/** A node as fast-xml-parser gives it with `preserveOrder`: one tag name or "#text", and ":@" for attributes. */
export type OrderedNode = Readonly<Record<string, unknown>>;

const ATTRIBUTES = ':@';
const TEXT = '#text';

/** An element of the document's own namespace, which knows its path. Foreign elements are as if they were not there. */
export class XmlElement {
  private constructor(
    private readonly node: OrderedNode,
    readonly name: string,
    readonly path: string,
    readonly namespace: string,
    private readonly prefixes: ReadonlyMap<string, string>,
  ) {}

  /** The only top-level element; refuses `malformed_xml` unless there is exactly one. */
  static root(nodes: readonly OrderedNode[]): XmlElement {
    const [only, ...others] = nodes.filter((node) => !(TEXT in node));
    if (only === undefined || others.length > 0) {
      throw new BankFileError('malformed_xml', '', 'a document has exactly one root element');
    }
    const { localName, namespace, prefixes } = resolve(only, new Map());
    return new XmlElement(only, localName, localName, namespace, prefixes);
  }

  /** All children of that name; the path of each carries its position, from 1. */
  children(name: string): XmlElement[] {
    return this.find(name, (position) => `${this.path}/${name}[${position}]`);
  }

  /** The child of that name, if it is there; refuses `element_repeated`. */
  optional(name: string): XmlElement | undefined {
    const [only, second] = this.find(name, () => `${this.path}/${name}`);
    if (second !== undefined) {
      throw new BankFileError('element_repeated', second.path, `${name} stands here more than once`);
    }
    return only;
  }

  /** The child of that name; refuses `element_missing`. */
  required(name: string): XmlElement {
    const child = this.optional(name);
    if (child === undefined)
      throw new BankFileError('element_missing', `${this.path}/${name}`, `${name} is missing`);
    return child;
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

  get text(): string {
    return listAt(this.node, tagOf(this.node))
      .map((node) => node[TEXT])
      .filter((text) => typeof text === 'string')
      .join('')
      .trim();
  }

  attribute(name: string): string | undefined {
    return attributesOf(this.node)[name];
  }

  private find(name: string, pathOf: (position: number) => string): XmlElement[] {
    const found: XmlElement[] = [];
    for (const node of listAt(this.node, tagOf(this.node))) {
      if (TEXT in node) continue;
      const { localName, namespace, prefixes } = resolve(node, this.prefixes);
      if (namespace !== this.namespace || localName !== name) continue;
      found.push(new XmlElement(node, localName, pathOf(found.length + 1), namespace, prefixes));
    }
    return found;
  }
}

function resolve(node: OrderedNode, inherited: ReadonlyMap<string, string>) {
  const declared = Object.entries(attributesOf(node)).filter(([name]) => /^xmlns(?::|$)/u.test(name));
  const prefixes =
    declared.length === 0
      ? inherited
      : new Map([
          ...inherited,
          ...declared.map(([name, uri]) => [name.slice('xmlns:'.length), uri] as const),
        ]);
  const [prefix, localName] = splitName(tagOf(node));
  return { localName, namespace: prefixes.get(prefix) ?? '', prefixes };
}

function splitName(tag: string): [prefix: string, localName: string] {
  const colon = tag.indexOf(':');
  return colon < 0 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)];
}

function tagOf(node: OrderedNode): string {
  return Object.keys(node).find((key) => key !== ATTRIBUTES) ?? '';
}

function listAt(node: OrderedNode, key: string): readonly OrderedNode[] {
  const value = node[key];
  return Array.isArray(value) ? value : [];
}

function attributesOf(node: OrderedNode): Readonly<Record<string, string>> {
  return (node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>;
}
