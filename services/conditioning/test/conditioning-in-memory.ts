import { collection } from '@oce/contracts';
import { DomainError } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';
import type { CommandCall } from '@oce/service-kit';
import { contextInMemory, type InMemoryOptions, type OfficeInMemory } from '@oce/testing/in-memory';
import { context } from '../src/context';
import { MaterialController } from '../src/material/http/material.controller';
import type { ChargeRunDto, RunOutputDto, RunWasteDto } from '../src/run/http/run.dto';
import { RunController } from '../src/run/http/run.controller';
import { StationController } from '../src/station/http/station.controller';
import { TankController } from '../src/tank/http/tank.controller';
import { ProductTermsController } from '../src/terms/http/product-terms.controller';

export const NOW = '2026-11-20T08:00:00.000Z';

/** Origins from grams by raw lot. */
export const origins = (grams: Readonly<Record<string, number>>): Origins =>
  Object.entries(grams).map(([lotId, each]) => ({ lotId, grams: each }));

/** A station that presses olives, with raw lots that its clerks may charge: a context without servers. */
export class PressHouse {
  private constructor(readonly office: OfficeInMemory) {}

  static async open(options: InMemoryOptions = {}): Promise<PressHouse> {
    const house = new PressHouse(
      await contextInMemory(context, {
        now: NOW,
        config: { OCE_GS1_COMPANY_PREFIX: '6110000' },
        ...options,
      }),
    );
    await house
      .get(StationController)
      .open({ stationId: 'PRESS', name: 'Moulin', lineIds: ['L1'], openedOn: '2026-09-01' }, house.call());
    const terms = house.get(ProductTermsController);
    const yieldBand = { fromPpm: 82_440, toPpm: 247_320 };
    await terms.publish(
      {
        productId: 'OIL',
        validFrom: '2026-09-01',
        densityGramsPerLitre: 916,
        expansionPpmPerDegree: 700,
        yieldBand,
      },
      house.call(),
    );
    await house.get(MaterialController).receive(
      {
        stationId: 'PRESS',
        materialId: 'WATER',
        unit: 'gram',
        receiptId: 'R-1',
        quantity: 10_000_000,
        document: 'WELL',
        costCentimes: 0,
        receivedOn: '2026-09-01',
      },
      house.call(),
    );
    return house;
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.office.get('conditioning', type as never);
  }

  /** A call as far as controllers look at it; under a key it is the same each time. */
  call(key?: string): CommandCall {
    const meta = this.office.meta(key === undefined ? {} : { commandId: key });
    const { office } = this;
    const call = {
      meta: async () => meta,
      metaOf: async (part: string) => ({ ...meta, commandId: `${meta.commandId} ${part}` }),
      async handle(
        handler: { handle(id: string, command: object): Promise<{ position: number; repeated: boolean }> },
        id: string,
        command: object,
      ) {
        return this.reply(id, await handler.handle(id, { ...command, meta }));
      },
      reply: async (id: string, outcome: { position: number; repeated: boolean }) => ({
        id,
        position: outcome.position,
        repeated: outcome.repeated,
      }),
      office,
    };
    return call as unknown as CommandCall;
  }

  /** A raw lot is closed by collection. */
  async rawLot(lotId: string, netGrams: number): Promise<void> {
    const data = {
      lotId,
      stationId: 'ST-1',
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams,
      deliveries: [],
      closedOn: '2026-11-19',
    };
    await this.office.hear(collection.lot.LotClosed, lotId, collection.lot.LotClosed(data));
    await this.office.settle();
  }

  async tank(tankId: string, capacityMillilitres = 10_000_000): Promise<void> {
    const tanks = this.get(TankController);
    const tank = { tankId, stationId: 'PRESS', capacityMillilitres, installedOn: '2026-09-01' };
    await tanks.install(tank, this.call());
    await tanks.assign(tankId, { productId: 'OIL', assignedOn: '2026-10-01' }, this.call());
  }

  start(runId: string, corrects?: string, activity: 'press' | 'blend' = 'press') {
    const body = { runId, stationId: 'PRESS', lineId: 'L1', activity, startedAt: NOW };
    return this.get(RunController).start({ ...body, ...(corrects ? { corrects } : {}) }, this.call());
  }

  charge(runId: string, body: ChargeRunDto, key?: string) {
    return this.get(RunController).charge(runId, body, this.call(key));
  }

  complete(runId: string, outputs: RunOutputDto[], waste: RunWasteDto[] = [], lossGrams = 0) {
    const body = { outputs, waste, lossGrams, completedAt: NOW };
    return this.get(RunController).complete(runId, body, this.call());
  }

  reverse(runId: string, reason = 'wrong lot') {
    return this.get(RunController).reverse(runId, { reason }, this.call());
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
