import type { DrawEdge, TraceNode } from './nodes';

/** Grams went from one place into another. */
export interface TraceEdge {
  readonly from: string;
  readonly into: string;
  readonly grams: number;
}

/** Reads a level of the graph at once. */
export interface GraphReader {
  nodes(keys: readonly string[]): Promise<readonly TraceNode[]>;
  /** Draws by their keys, with these. */
  draws(keys: readonly string[]): Promise<ReadonlyMap<string, DrawEdge>>;
  drawsFrom(places: readonly string[]): Promise<readonly DrawEdge[]>;
}

/** The nodes that a walk has met, and what went between them. */
export class Traced {
  private readonly edgesById = new Map<string, TraceEdge>();
  readonly nodes = new Map<string, TraceNode>();

  get edges(): readonly TraceEdge[] {
    return [...this.edgesById.values()];
  }

  /** @param by tells two lines between the same places apart */
  add({ from, into, grams }: TraceEdge, by = ''): void {
    this.edgesById.set(`${from}>${into}#${by}`, { from, into, grams });
  }

  /** Loads what is not known yet, all at once. */
  async load(reader: GraphReader, keys: Iterable<string>): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.nodes.has(key));
    if (missing.length === 0) return;
    for (const node of await reader.nodes(missing)) this.nodes.set(`${node.kind}:${node.id}`, node);
  }
}
