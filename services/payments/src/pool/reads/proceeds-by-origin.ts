import { Injectable } from '@nestjs/common';
import { InjectProjection, ProjectionView, type LogPosition } from '@oce/service-kit';
import {
  partsBackOf,
  partsOf,
  type LotGoods,
  type LotsById,
  type OwnPart,
  type Receipt,
} from '../domain/by-origin';
import { lotGoodsProjection } from './lot-goods';
import { proceedsProjection, type ProceedsDocument } from './proceeds';

/** Proceeds with what of them is for which raw lot. */
export interface SplitProceeds {
  readonly proceeds: ProceedsDocument;
  readonly own: readonly OwnPart[];
}

/** Reads what proceeds are for, down to the raw lots. */
@Injectable()
export class ProceedsByOrigin {
  constructor(
    @InjectProjection(proceedsProjection) private readonly proceeds: ProjectionView<ProceedsDocument>,
    @InjectProjection(lotGoodsProjection) private readonly goods: ProjectionView<LotGoods>,
  ) {}

  async at(position: LogPosition): Promise<void> {
    await Promise.all([this.proceeds.at(position), this.goods.at(position)]);
  }

  async find(proceedsId: string): Promise<SplitProceeds | undefined> {
    const found = await this.proceeds.find(proceedsId);
    return found && (await this.split([found]))[0];
  }

  async all(proceedsIds: readonly string[]): Promise<SplitProceeds[]> {
    return this.split(await this.proceeds.all({ _id: { $in: [...proceedsIds] } }));
  }

  /** Those of which a part is still in no pool. */
  async open(): Promise<SplitProceeds[]> {
    return this.split(await this.proceeds.all({ openCentimes: { $ne: 0 } }));
  }

  /** Lots by their ids, and the raw lots of those that were made. */
  async lotsOf(lotIds: readonly string[]): Promise<LotsById> {
    const sold = await this.named(lotIds);
    const known = new Map(sold.map((lot) => [lot.lotId, lot]));
    const origins = sold.flatMap(({ made }) => (made?.origins ?? []).map(({ lotId }) => lotId));
    for (const lot of await this.named(origins.filter((lotId) => !known.has(lotId))))
      known.set(lot.lotId, lot);
    return known;
  }

  async receipts(proceedsIds: readonly string[]): Promise<ReadonlyMap<string, Receipt>> {
    if (proceedsIds.length === 0) return new Map();
    const found = await this.proceeds.all({ _id: { $in: [...new Set(proceedsIds)] } });
    return new Map(found.map((one) => [one.proceedsId, one]));
  }

  private async split(documents: readonly ProceedsDocument[]): Promise<SplitProceeds[]> {
    const sold = documents.flatMap(({ parts }) => parts.map(({ lotId }) => lotId));
    const back = documents.flatMap(({ backOf }) => backOf?.proceedsId ?? []);
    const [lots, receipts] = await Promise.all([this.lotsOf(sold), this.receipts(back)]);
    return documents.map((proceeds) => ({ proceeds, own: ownParts(proceeds, receipts, lots) }));
  }

  private async named(lotIds: readonly string[]): Promise<LotGoods[]> {
    return lotIds.length === 0 ? [] : this.goods.all({ _id: { $in: [...new Set(lotIds)] } });
  }
}

function ownParts(
  proceeds: ProceedsDocument,
  receipts: ReadonlyMap<string, Receipt>,
  lots: LotsById,
): OwnPart[] {
  const { backOf } = proceeds;
  if (backOf === null) return partsOf(proceeds, lots);
  const positive = proceeds.parts.map((part) => ({ ...part, amountCentimes: -part.amountCentimes }));
  const back = { reversalId: backOf.reversalId, parts: positive };
  return partsBackOf(receipts.get(backOf.proceedsId) ?? { ...proceeds, parts: positive }, back, lots);
}
