import { formatKilograms } from '@oce/quantities';

interface Edge {
  readonly from: string;
  readonly into: string;
  readonly grams: number;
}

interface Ticket {
  readonly deliveryId: string;
  readonly producerCode: string;
  readonly grams: number;
  readonly plotId: string | null;
  readonly reversed?: { readonly reason: string; readonly replacementId: string | null };
}

interface Node {
  readonly key: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly inGrams: number;
  readonly outGrams: number;
  readonly stockGrams: number;
  readonly differences: readonly { readonly name: string; readonly grams: number }[];
  readonly holds: boolean;
  readonly tickets?: readonly Ticket[];
  readonly control?: {
    readonly status: string;
    readonly releases: readonly {
      readonly market: string;
      readonly grade: string;
      readonly controlId: string;
    }[];
    readonly claims: readonly { readonly claim: string }[];
  };
}

/** Where goods came from and where they went, as traceability answers it. */
export interface Trace {
  readonly start: { readonly key: string };
  readonly ticket: { readonly deliveryId: string; readonly producerCode: string } | null;
  readonly origins: readonly { readonly lotId: string; readonly grams: number }[];
  readonly nodes: readonly Node[];
  readonly back: readonly Edge[];
  readonly forward: readonly Edge[];
  readonly certificates: readonly {
    readonly certificateId: string;
    readonly claim: string;
    readonly body: string;
    readonly number: string;
    readonly status: string;
  }[];
  readonly buyers: readonly {
    readonly buyerId: string;
    readonly orderId: string;
    readonly grams: number;
    readonly invoices: readonly string[];
  }[];
  readonly addsUp: boolean;
}

/** The tree for people, a place a line, both ways; a place that stands above is not told again. */
export function traceInWords(trace: Trace): string[] {
  const { start, origins, certificates, buyers, addsUp } = trace;
  const lines = [describe(trace, start.key)];
  if (origins.length > 0)
    lines.push(`  of ${origins.map(({ lotId, grams }) => `${lotId} ${formatKilograms(grams)}`).join(', ')}`);
  if (trace.back.length > 0) lines.push('Back:', ...branches(trace, trace.back, 'into', 'from', start.key));
  else lines.push(...ticketsOf(trace, start.key, 1));
  if (trace.forward.length > 0)
    lines.push('Forward:', ...branches(trace, trace.forward, 'from', 'into', start.key));
  for (const { certificateId, claim, body, number, status } of certificates)
    lines.push(`Certificate ${certificateId}: ${claim}, ${body} ${number}, ${status}`);
  for (const { buyerId, orderId, grams, invoices } of buyers) {
    const billed = invoices.length > 0 ? `, invoice ${invoices.join(', ')}` : '';
    lines.push(`Buyer ${buyerId}: ${formatKilograms(grams)} by order ${orderId}${billed}`);
  }
  lines.push(
    addsUp ? 'The grams of every place add up.' : 'GRAMS DO NOT ADD UP: see the lines marked with !!',
  );
  return lines;
}

type End = 'from' | 'into';

function branches(trace: Trace, edges: readonly Edge[], at: End, to: End, start: string): string[] {
  const lines: string[] = [];
  const told = new Set([start]);
  const below = new Map<string, Edge[]>();
  for (const edge of edges) {
    const known = below.get(edge[at]);
    if (known) known.push(edge);
    else below.set(edge[at], [edge]);
  }
  // Not by calls within calls: a chain of goods may be longer than these can be deep.
  const open = (below.get(start) ?? []).map((edge) => ({ edge, depth: 1 })).reverse();
  if (at === 'into') lines.push(...ticketsOf(trace, start, 1));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { edge, depth } = next;
    const key = edge[to];
    const arrow = at === 'into' ? '<-' : '->';
    const line = `${'  '.repeat(depth)}${arrow} ${formatKilograms(edge.grams)} `;
    if (told.has(key)) {
      lines.push(`${line}${inWords(key)} (above)`);
      continue;
    }
    told.add(key);
    lines.push(line + describe(trace, key));
    if (at === 'into') lines.push(...ticketsOf(trace, key, depth + 1));
    open.push(...(below.get(key) ?? []).map((one) => ({ edge: one, depth: depth + 1 })).reverse());
  }
  return lines;
}

const inWords = (key: string): string => key.replace(':', ' ');

function describe({ nodes, ticket }: Trace, key: string): string {
  const node = nodes.find((one) => one.key === key);
  if (!node)
    return ticket && key.startsWith('ticket:') ? `${inWords(key)} of ${ticket.producerCode}` : inWords(key);
  const facts = Object.values(node.facts).filter((value) => typeof value === 'string' && value !== '');
  const told = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  return `${inWords(key)}${told}: ${balanceInWords(node)}${controlInWords(node)}`;
}

function balanceInWords({ inGrams, outGrams, stockGrams, differences, holds }: Node): string {
  const parts = [`in ${formatKilograms(inGrams)}`, `out ${formatKilograms(outGrams)}`];
  if (stockGrams !== 0) parts.push(`there ${formatKilograms(stockGrams)}`);
  parts.push(...differences.map(({ name, grams }) => `${name} ${formatKilograms(grams)}`));
  return (holds ? '' : '!! ') + parts.join(', ');
}

function controlInWords({ control }: Node): string {
  if (!control || control.status === 'unknown') return '';
  const released = control.releases.map(
    ({ market, grade, controlId }) => `${market} ${grade} by ${controlId}`,
  );
  const claims = control.claims.map(({ claim }) => claim);
  return `; ${[control.status, ...released, ...claims].join(', ')}`;
}

function ticketsOf({ nodes }: Trace, key: string, depth: number): string[] {
  const tickets = nodes.find((one) => one.key === key)?.tickets ?? [];
  return tickets.map(({ deliveryId, producerCode, grams, plotId, reversed }) => {
    const plot = plotId === null ? '' : `, plot ${plotId}`;
    const instead = reversed?.replacementId ? `, ${reversed.replacementId} stands for it` : '';
    const back = reversed ? `, taken back: ${reversed.reason}${instead}` : '';
    return `${'  '.repeat(depth)}<- ${formatKilograms(grams)} ticket ${deliveryId} of ${producerCode}${plot}${back}`;
  });
}
