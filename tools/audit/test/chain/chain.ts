import type { ContextManifest } from '@oce/contexts';
import { DomainError } from '@oce/event-sourcing';
import { ProblemError } from '@oce/service-kit';
import { inMemory, type OfficeInMemory } from '@oce/testing/in-memory';
import { NOW, OPENING, TODAY } from './opening';

type Work = (chain: Chain) => Promise<unknown>;

/** The ids of what there is. */
const LOTS = ['LOT-1', 'LOT-2', 'LOT-3', 'R-1_OIL', 'R-3_OIL', 'R-2_B', 'R-4_B', 'LOT-4'];
const UNITS = ['R-2_B', 'R-4_B'];
const PIECE_GRAMS = 458;
const MOST_TRIES = 4;
const STEPS_OF_A_TRY = 150;

const close =
  (lotId: string): Work =>
  (chain) =>
    chain.post(`collection/lots/${lotId}/close`, { closedOn: '2026-11-11' });
const charge =
  (runId: string, from: 'lot' | 'tank', sourceId: string, quantity: number): Work =>
  (chain) =>
    chain.charge(runId, from, sourceId, quantity);
const press =
  (runId: string): Work =>
  (chain) =>
    chain.complete(runId, 'press');
const bottle =
  (runId: string): Work =>
  (chain) =>
    chain.complete(runId, 'bottle');
const fill =
  (lotId: string, grams: number): Work =>
  (chain) =>
    chain.post('conditioning/tanks/T-1/fillings', { fillId: `F-${lotId}`, lotId, grams });
const pack =
  (unit: number): Work =>
  async (chain) => {
    const at = `conditioning/units/${chain.sscc[unit]}`;
    await chain.post(`${at}/goods`, { putId: 'P', lotId: UNITS[unit], grams: 24 * PIECE_GRAMS });
    await chain.post(`${at}/close`, { packedAt: NOW });
  };

/** What the stations do, in this order; what others have done meanwhile may stand against it. */
const GOODS: readonly Work[] = [
  close('LOT-1'),
  close('LOT-2'),
  close('LOT-3'),
  charge('R-1', 'lot', 'LOT-1', 600_000),
  charge('R-1', 'lot', 'LOT-2', 400_000),
  press('R-1'),
  fill('R-1_OIL', 100_000),
  charge('R-2', 'tank', 'T-1', 60_000),
  bottle('R-2'),
  pack(0),
  charge('R-3', 'lot', 'LOT-3', 500_000),
  press('R-3'),
  fill('R-3_OIL', 50_000),
  charge('R-4', 'tank', 'T-1', 80_000),
  bottle('R-4'),
  pack(1),
  close('LOT-4'),
];

const effect = { reason: 'a finding', effectiveFrom: '2026-11-15' };

/** The chain of goods from the closed lot to the buyer, in memory, without the money behind it. */
export class Chain {
  readonly sscc: string[] = [];
  /** How often what was asked for was done, by its kind. */
  readonly done: Record<string, number> = {};
  private readonly charged = new Map<string, number>();
  private times = 0;

  private constructor(readonly office: OfficeInMemory) {}

  static async open(contexts: readonly ContextManifest[], seed: number): Promise<Chain> {
    const config = { OCE_GS1_COMPANY_PREFIX: '6110000' };
    const chain = new Chain(await inMemory(contexts, { seed, now: NOW, config }));
    for (const [path, body] of OPENING) await chain.post(path, body);
    for (const runId of ['R-1', 'R-2', 'R-3', 'R-4']) {
      const activity = runId === 'R-1' || runId === 'R-3' ? 'press' : 'bottle';
      const run = { runId, stationId: 'PRESS', lineId: 'L1', activity, startedAt: NOW };
      await chain.post('conditioning/runs', run);
    }
    for (const _lotId of UNITS) {
      const { id } = await chain.post('conditioning/units', {
        stationId: 'PRESS',
        level: 'case',
        openedAt: NOW,
      });
      chain.sscc.push(id);
    }
    return chain;
  }

  /** A command that must be accepted. */
  post(path: string, body: object = {}) {
    return this.office.post(path, body, { actor: 'staff:amal' });
  }

  /** Does something, or is refused by a rule: answers whether it was done. */
  async play(kind: Kind, what: number): Promise<boolean> {
    try {
      await this.steps[kind](what);
      this.done[kind] = (this.done[kind] ?? 0) + 1;
      return true;
    } catch (error) {
      if (error instanceof DomainError || error instanceof ProblemError) return false;
      throw error;
    }
  }

  /** Does something once the news that it waits for has come; what stands against it for good is left. */
  async insist(kind: Kind, what: number): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await this.play(kind, what)) return;
      await this.steps.follow(STEPS_OF_A_TRY);
    }
  }

  async charge(runId: string, from: 'lot' | 'tank', sourceId: string, quantity: number): Promise<void> {
    await this.post(`conditioning/runs/${runId}/charges`, {
      chargeId: `C-${sourceId}`,
      from,
      sourceId,
      quantity,
    });
    this.charged.set(runId, (this.charged.get(runId) ?? 0) + quantity);
  }

  /** A fifth of olives is oil; oil goes into bottles as far as it fills them. */
  async complete(runId: string, activity: 'press' | 'bottle'): Promise<void> {
    const all = this.charged.get(runId) ?? 0;
    const pieces = Math.floor(all / PIECE_GRAMS);
    const oil = { outputId: 'OIL', kind: 'main', productId: 'OIL', grams: Math.floor(all / 5) };
    const bottles = { outputId: 'B', kind: 'main', productId: 'BOTTLE', grams: pieces * PIECE_GRAMS, pieces };
    const output = activity === 'press' ? oil : bottles;
    const body = { outputs: [output], waste: [], lossGrams: all - output.grams, completedAt: NOW };
    await this.post(`conditioning/runs/${runId}/complete`, body);
  }

  /** What may happen in between, each of the lot, the order or the shipment of a number. */
  private readonly steps = {
    goods: (what: number) => GOODS[what % GOODS.length]?.(this) ?? Promise.resolve(),
    control: (what: number) => this.control(what),
    hold: (what: number) => this.post(`${lotAt(what)}/holds`, { reason: 'a smell', heldAt: this.at() }),
    lift: (what: number) =>
      this.post(`${lotAt(what)}/liftings`, { reason: 'the crate', liftedAt: this.at() }),
    destroy: (what: number) =>
      this.post(`${lotAt(what)}/destruction`, { grams: 1_000, document: 'PV-1', destroyedOn: TODAY }),
    recall: (what: number) => this.recall(what),
    suspend: (what: number) => this.post(`${certificateAt(what)}/suspensions`, effect),
    reinstate: (what: number) => this.post(`${certificateAt(what)}/reinstatements`, effect),
    withdraw: (what: number) => this.post(`${certificateAt(what)}/withdrawal`, effect),
    offer: (what: number) =>
      this.post(`sales/lots/${lotOf(what)}/offer`, { kind: 'pooled', offeredOn: TODAY }),
    order: (what: number) => this.order(what),
    confirm: (what: number) => this.post(`${orderAt(what)}/confirm`, { confirmedOn: TODAY }),
    fulfil: (what: number) =>
      this.post(`${orderAt(what)}/fulfil`, { deliveryNoteNumber: `BL-${++this.times}`, deliveredOn: TODAY }),
    cancel: (what: number) => this.post(`${orderAt(what)}/cancel`, { reason: 'changed', cancelledOn: TODAY }),
    plan: (what: number) => this.plan(what),
    scan: (what: number) =>
      this.post(`${shipmentAt(what)}/scans`, { sscc: this.sscc[what % LOTS.length === 5 ? 0 : 1] }),
    bulk: (what: number) =>
      this.post(`${shipmentAt(what)}/bulk`, {
        lineId: 'L',
        lotId: lotOf(what),
        grams: 5_000,
        compartment: 'A',
      }),
    depart: (what: number) => this.post(`${shipmentAt(what)}/depart`, { departedAt: '2026-11-20T09:00:00Z' }),
    receive: (what: number) =>
      this.post(`${shipmentAt(what)}/receive`, {
        deliveryNoteNumber: `BL-${++this.times}`,
        differences: [],
        receivedOn: TODAY,
      }),
    refuse: (what: number) => this.post(`${shipmentAt(what)}/refuse`, { reason: 'late', refusedOn: TODAY }),
    comeBack: (what: number) =>
      this.post(`${shipmentAt(what)}/return`, { stationId: 'PRESS', returnedOn: TODAY }),
    follow: async (what: number) => {
      for (let steps = 0; steps <= what; steps++) await this.office.step();
    },
  };

  /** Later than all before. */
  private at(): string {
    const minute = ++this.times;
    return `2026-11-20T${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`;
  }

  /** From the request to the verdict, for the market that such goods go to; now and then it is not conform. */
  private async control(what: number): Promise<void> {
    const takenAt = this.at();
    const [controlId, lotId] = [`CT-${this.times}`, lotOf(what)];
    const times = Math.floor(what / LOTS.length);
    const market = lotId.endsWith('_B') && times % 4 < 3 ? 'EU' : 'MA';
    const about = { standardId: `STD-${market}`, market, requestedOn: TODAY };
    await this.post('certification/controls', { controlId, kind: 'lot', id: lotId, ...about });
    const at = `certification/controls/${controlId}`;
    const seals = { sealNumber: `${controlId}-A`, counterSealNumber: `${controlId}-B` };
    await this.post(`${at}/samples`, { sampleId: `S-${controlId}`, ...seals, takenAt });
    const value = times % 5 === 4 ? '9.0' : '1.0';
    const results = [{ parameter: 'mouldy', unit: '%', value }];
    const report = { reportId: `R-${controlId}`, body: 'LOARC', number: '1', results, reportedOn: TODAY };
    await this.post(`${at}/analyses`, report);
    await this.post(`${at}/verdict`, { signedAt: takenAt });
  }

  /** Seldom of what all is made of. */
  private async recall(what: number): Promise<void> {
    const sources = [
      { kind: 'lot', id: 'R-4_B' },
      { kind: 'unit', id: this.sscc[0] },
      { kind: 'lot', id: 'LOT-3' },
      { kind: 'tank', id: 'T-1' },
      { kind: 'lot', id: 'LOT-1' },
    ];
    const source = sources[what % sources.length];
    const recallId = `RC-${++this.times}`;
    await this.post('certification/recalls', { recallId, ...source, reason: 'glass', openedAt: this.at() });
  }

  private async order(what: number): Promise<void> {
    const lotId = lotOf(what);
    const product = lotId.endsWith('_B') ? 'BOTTLE' : lotId.endsWith('_OIL') ? 'OIL' : 'OLIVE';
    const lines = [{ lotId, grams: product === 'BOTTLE' ? 24 * PIECE_GRAMS : 5_000 }];
    const body = { orderId: `O-${what % LOTS.length}`, contractId: `CT-${product}`, lines, placedOn: TODAY };
    await this.post('sales/orders', body);
  }

  private async plan(what: number): Promise<void> {
    const id = what % LOTS.length;
    const body = {
      shipmentId: `SH-${id}`,
      orderId: `O-${id}`,
      carrier: 'Transit',
      mode: 'road',
      vehicle: '1-A-1',
    };
    await this.post('transport/shipments', { ...body, plannedOn: TODAY });
  }
}

export type Kind = keyof Chain['steps'];

/** A day on which all goes well: everything is made, controlled, sold and sent, one lot after the other. */
export const GOOD_DAY: readonly (readonly [Kind, number])[] = [
  ...GOODS.map((_work, at) => ['goods', at] as const),
  ...['R-2_B', 'LOT-4', 'R-1_OIL', 'R-4_B', 'R-3_OIL'].flatMap((lotId) => {
    const what = LOTS.indexOf(lotId);
    const load = lotId.endsWith('_B') ? ('scan' as const) : ('bulk' as const);
    const steps = ['control', 'offer', 'order', 'confirm', 'plan', load, 'depart', 'receive'] as const;
    return steps.map((kind) => [kind, what] as const);
  }),
];

const lotOf = (what: number): string => LOTS[what % LOTS.length] ?? '';
const lotAt = (what: number): string => `certification/lots/${lotOf(what)}`;
const orderAt = (what: number): string => `sales/orders/O-${what % LOTS.length}`;
const shipmentAt = (what: number): string => `transport/shipments/SH-${what % LOTS.length}`;
const certificateAt = (what: number): string =>
  `certification/certificates/${what % 2 === 0 ? 'CERT-1' : 'CERT-P'}`;
