import type { OfficeUnderTest } from './office-under-test';
import { reserved } from './repeats/dock';
import { filledTank } from './repeats/press';
import { Stage } from './repeats/stage';

/** Where the log must hold what was acknowledged, and what. */
interface Written {
  readonly path: string;
  readonly position: number;
  readonly events: readonly string[];
}

/**
 * Presses into tanks; presses, controls, sells, packs, ships and receives bottles, again and again, each request until it is
 * acknowledged: work for conditioning, certification, transport, sales and payments while they are killed.
 */
export class ChainLoad {
  readonly written: Written[] = [];
  /** What no honest repeat may meet: a refusal, or news that never came. */
  readonly failed: string[] = [];
  /** How often goods came to their buyer. */
  received = 0;
  private stopping = false;
  private readonly hands: Promise<void>[];

  private constructor(private readonly stage: Stage) {
    stage.onAccepted = (path, { position, events }) => {
      if (events?.length > 0) this.written.push({ path, position, events });
    };
    this.hands = [this.work(() => this.ship()), this.work(() => filledTank(stage))];
  }

  static async on(office: OfficeUnderTest): Promise<ChainLoad> {
    return new ChainLoad(await Stage.on(office));
  }

  /** Begins nothing further; resolves when all that was begun is done. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.hands);
    await this.stage.close();
  }

  private async ship(): Promise<void> {
    const { shipmentId } = await reserved(this.stage);
    const receipt = { deliveryNoteNumber: this.stage.id('BL'), differences: [], receivedOn: '2026-10-25' };
    await this.stage.post(`transport/shipments/${shipmentId}/receive`, receipt);
    this.received++;
  }

  private async work(once: () => Promise<unknown>): Promise<void> {
    try {
      while (!this.stopping) await once();
    } catch (error) {
      this.failed.push(String(error));
    }
  }
}
