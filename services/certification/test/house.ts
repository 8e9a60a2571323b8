import { affiliation, collection, conditioning } from '@oce/contracts';
import { DomainError } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';
import type { CommandCall } from '@oce/service-kit';
import { contextInMemory, type InMemoryOptions, type OfficeInMemory } from '@oce/testing/in-memory';
import { context } from '../src/context';
import { ControlController } from '../src/control/http/control.controller';
import type { ResultDto, TastedDto } from '../src/control/http/control.dto';
import { lotStatusAggregate } from '../src/status/domain/lot-status';
import { StandardController } from '../src/standard/http/standard.controller';
import { standardFile } from './standards';

export const NOW = '2026-11-20T08:00:00.000Z';

const analysis = (values: Readonly<Record<string, string>>): ResultDto[] =>
  Object.entries(values).map(([parameter, value]) => ({ parameter, unit: '1', value }));

/** The measures of a laboratory of which every limit of extra virgin holds. */
export const FINE = {
  acidity: '0.30',
  peroxide: '8.0',
  k232: '2.10',
  k268: '0.15',
  delta_k: '0.00',
  faee: '12',
};

/** What eight tasters found, all alike: of one defect and of the fruity, in tenths. */
export const tasted = (defectTenths: number, fruityTenths: number): TastedDto[] => [
  { attribute: 'rancid', kind: 'defect', scoresTenths: Array.from({ length: 8 }, () => defectTenths) },
  { attribute: 'fruity', kind: 'positive', scoresTenths: Array.from({ length: 8 }, () => fruityTenths) },
];

/** Certification without servers: standards are loaded, lots are closed and made by others. */
export class House {
  private constructor(
    readonly office: OfficeInMemory,
    private readonly isLate: boolean,
  ) {}

  static async open(options: InMemoryOptions = {}): Promise<House> {
    const house = new House(
      await contextInMemory(context, { now: NOW, ...options }),
      options.seed !== undefined,
    );
    for (const name of ['olives-ma', 'olive-oil-eu', 'olive-oil-ma', 'honey-ma'])
      await house.get(StandardController).publish(standardFile(name), house.call());
    return house;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.office.get('certification', type as never);
  }

  /** A call as far as controllers look at it. */
  call(): CommandCall {
    const meta = this.office.meta({ actor: 'staff:amal' });
    const call = {
      meta: async () => meta,
      async handle(
        handler: { handle(id: string, command: object): Promise<{ position: number; repeated: boolean }> },
        id: string,
        command: object,
      ) {
        return this.reply(id, await handler.handle(id, { ...command, meta }));
      },
      reply: async (id: string, { position, repeated }: { position: number; repeated: boolean }) => ({
        id,
        position,
        repeated,
      }),
    };
    return call as unknown as CommandCall;
  }

  async member(producerCode: string, cooperativeId: string): Promise<void> {
    const { ProducerAffiliated } = affiliation.producer;
    const sealed = `enc:1:${producerCode}:x`;
    const persons = { name: sealed, cin: sealed, phone: sealed, birthDate: sealed };
    const data = { producerCode, cooperativeId, ...persons, affiliatedOn: '2026-01-01' };
    await this.office.hear(ProducerAffiliated, producerCode, ProducerAffiliated(data as never));
  }

  async rawLot(
    lotId: string,
    producerCode = 'P-1',
    netGrams = 1_000_000,
    productId = 'OLIVE',
  ): Promise<void> {
    const deliveries = [{ deliveryId: `D-${lotId}`, producerCode, netGrams, payableGrams: netGrams }];
    const where = { stationId: 'ST-1', campaignId: 'OLIVE-2026', productId, grade: 'extra' };
    const data = { lotId, ...where, netGrams, deliveries, closedOn: '2026-11-10' };
    await this.office.hear(collection.lot.LotClosed, lotId, collection.lot.LotClosed(data));
    await this.follow();
  }

  /** By chance those who follow are late; else they are where the log is. */
  private async follow(): Promise<void> {
    if (this.isLate) await this.office.step();
    else await this.office.settle();
  }

  /** A run at the press made a lot of some others, or of what was in a tank. */
  async made(lotId: string, runId: string, of: readonly string[], origins: Origins, productId = 'OIL') {
    await this.charged(runId, of, origins);
    await this.completed(lotId, runId, origins, productId);
  }

  async charged(runId: string, of: readonly string[], origins: Origins): Promise<void> {
    const { LotDrawn } = conditioning.lotBalance;
    const { TankDrawn } = conditioning.tank;
    const into = { kind: 'run', id: runId } as const;
    for (const place of of) {
      const [kind, id = ''] = place.split(':');
      const about = { drawId: `${runId}_${id}`, into, productId: 'OLIVE', grams: 1, origins };
      if (kind === 'lot')
        await this.office.hear(LotDrawn, id, LotDrawn({ ...about, lotId: id, pieces: null, leftGrams: 0 }));
      else
        await this.office.hear(
          TankDrawn,
          id,
          TankDrawn({ ...about, tankId: id, heelLotIds: [], contentGrams: 0 }),
        );
    }
  }

  async completed(lotId: string, runId: string, origins: Origins, productId = 'OIL'): Promise<void> {
    const netGrams = origins.reduce((sum, { grams }) => sum + grams, 0);
    const { LotMadeAvailable } = conditioning.lotBalance;
    const output = {
      lotId,
      kind: 'main',
      productId,
      grams: netGrams,
      pieces: null,
      origins,
      tankId: null,
    } as const;
    const { RunCompleted } = conditioning.run;
    const run = { runId, stationId: 'PRESS', lineId: 'L1', activity: 'press', corrects: null };
    const balance = {
      waste: [],
      lossGrams: 0,
      lossOrigins: [],
      differenceGrams: 0,
      tolerancePpm: 0,
      yieldPpm: 0,
    };
    const rest = { inputs: [], outputs: [output], isYieldFlagged: false, completedAt: NOW };
    await this.office.hear(RunCompleted, runId, RunCompleted({ ...run, ...balance, ...rest }));
    const made = { lotId, runId, productId, netGrams, pieces: null, origins, tankId: null };
    await this.office.hear(LotMadeAvailable, lotId, LotMadeAvailable(made));
    await this.follow();
  }

  async fillTank(tankId: string, lotId: string, origins: Origins): Promise<void> {
    const { TankFilled } = conditioning.tank;
    const data = { tankId, fillId: `${tankId}_${lotId}`, lotId, productId: 'OIL', grams: 1, origins };
    await this.office.hear(TankFilled, tankId, TankFilled({ ...data, contentGrams: 1 }));
    await this.follow();
  }

  private get controls(): ControlController {
    return this.get(ControlController);
  }

  request(controlId: string, id: string, standardId: string, market: string, more = {}) {
    const body = {
      controlId,
      kind: 'lot' as const,
      id,
      market,
      standardId,
      requestedOn: '2026-11-20',
      ...more,
    };
    return this.controls.request(body, this.call());
  }

  sample(controlId: string, seal = controlId, takenAt = NOW) {
    const body = {
      sampleId: `S-${controlId}`,
      sealNumber: `${seal}-A`,
      counterSealNumber: `${seal}-B`,
      takenAt,
    };
    return this.controls.takeSample(controlId, body, this.call());
  }

  panel(controlId: string, panelId: string, found: TastedDto[], assessment: 'first' | 'counter' = 'first') {
    const body = {
      panelId,
      assessment,
      body: 'Panel de Fès',
      number: panelId,
      tasted: found,
      scoredOn: '2026-11-20',
    };
    return this.controls.scorePanel(controlId, body, this.call());
  }

  report(controlId: string, reportId: string, values: Readonly<Record<string, string>>, replaces?: string) {
    const body = {
      reportId,
      body: 'LOARC',
      number: reportId,
      results: analysis(values),
      reportedOn: '2026-11-20',
    };
    return this.controls.reportAnalysis(
      controlId,
      { ...body, ...(replaces ? { replaces } : {}) },
      this.call(),
    );
  }

  async sign(controlId: string, signedAt = NOW) {
    await this.controls.sign(controlId, { signedAt }, this.call());
    await this.follow();
  }

  /** A raw lot from the request to the verdict. */
  async controlled(lotId: string, mouldy = '1.0', controlId = `CT-${lotId}`): Promise<void> {
    await this.request(controlId, lotId, 'olives-ma', 'MA');
    await this.sample(controlId);
    await this.report(controlId, `R-${controlId}`, { mouldy });
    await this.sign(controlId);
  }

  /** Oil from the request to the verdict. */
  async oilControlled(lotId: string, acidity: string, market: 'EU' | 'MA', defectTenths = 0): Promise<void> {
    const controlId = `CT-${lotId}-${market}`;
    await this.request(controlId, lotId, `olive-oil-${market.toLowerCase()}`, market);
    await this.sample(controlId);
    await this.panel(controlId, `P-${controlId}`, tasted(defectTenths, 40));
    await this.report(controlId, `R-${controlId}`, { ...FINE, acidity });
    await this.sign(controlId);
  }

  async lot(lotId: string) {
    return (await this.office.handler(lotStatusAggregate).load(lotId)).state;
  }
}

/** The slug of a refusal, or undefined where it is done. */
export async function slugOf(done: Promise<unknown>): Promise<string | undefined> {
  try {
    await done;
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error.slug;
    throw error;
  }
}
