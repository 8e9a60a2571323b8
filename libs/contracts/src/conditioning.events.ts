import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { Origins } from '@oce/origins';
import { OCE } from './streams';

/** Where goods are, come from or go to. */
export interface Place {
  readonly kind: 'lot' | 'tank' | 'run' | 'unit' | 'material' | 'offer' | 'order';
  readonly id: string;
}

/** Goods that a run was charged with; materials have no origins and are no product of members. */
export interface RunInput {
  readonly chargeId: string;
  readonly from: Place;
  /** The product, or the material. */
  readonly productId: string;
  readonly grams: number;
  /** Of a material that is counted (bottles, labels): how many, and no grams. */
  readonly pieces: number | null;
  readonly origins: Origins;
  /** Of a material: what it cost; absent in older logs and of goods. */
  readonly costCentimes?: number;
}

/** What came out of a run as goods: each output is a lot of its own. */
export interface RunOutput {
  readonly lotId: string;
  readonly kind: 'main' | 'by_product';
  readonly productId: string;
  readonly grams: number;
  /** Of a packed product: how many bottles, jars or pouches; each weighs the same. */
  readonly pieces: number | null;
  readonly origins: Origins;
  /** The tank that it goes into at once; null where it waits as a lot. */
  readonly tankId: string | null;
}

/** What came out and is no goods: margines, trash. */
export interface RunWaste {
  readonly kind: string;
  readonly grams: number;
}

/** Goods in a unit that are in no unit within it. */
export interface UnitGoods {
  readonly drawId: string;
  readonly lotId: string;
  readonly productId: string;
  readonly pieces: number | null;
  readonly grams: number;
  readonly origins: Origins;
}

/** What conditioning says to the others. Weights in grams; origins are raw lots with their grams (chain.md 2). */
export const conditioning = {
  productTerms: defineEvents(
    { stream: OCE, context: 'conditioning', aggregate: 'product-terms', id: 'productId' },
    {
      /** What is known of a product's body, from a day on. */
      ProductTermsPublished: event<{
        productId: string;
        validFrom: string;
        /** At 20 C, in grams a litre (oil 916); null for what is not measured by volume. */
        densityGramsPerLitre: number | null;
        /** How much its volume grows a degree, in ppm. */
        expansionPpmPerDegree: number;
        /** The usual yield of a run that makes it, in ppm of the mass of members' goods; null where none is usual. */
        yieldBand: { readonly fromPpm: number; readonly toPpm: number } | null;
      }>(),
    },
  ),
  lotBalance: defineEvents(
    { stream: OCE, context: 'conditioning', aggregate: 'lot-balance', id: 'lotId' },
    {
      /** A raw lot that was closed, or an output of a run, may be drawn from here on. */
      LotMadeAvailable: event<{
        lotId: string;
        /** The run that made it; null for a raw lot. */
        runId: string | null;
        productId: string;
        netGrams: number;
        /** Of a packed product; null where it is weighed. */
        pieces: number | null;
        origins: Origins;
        /** The tank that it goes into at once; null where it waits as a lot. */
        tankId: string | null;
        /** Of a raw lot: when the first of its deliveries was weighed; absent in older logs. */
        weighedFrom?: string;
        /** Of goods that are pressed for a member, who takes them home: whose they are. */
        tollOf?: string;
      }>(),
      LotDrawn: event<{
        lotId: string;
        drawId: string;
        into: Place;
        productId: string;
        grams: number;
        /** Of a packed product; null where it is weighed. */
        pieces: number | null;
        origins: Origins;
        leftGrams: number;
      }>(),
      LotDrawReturned: event<{
        lotId: string;
        drawId: string;
        /** What it had been drawn for; absent in older logs. */
        into?: Place;
        grams: number;
        origins: Origins;
        reason: string;
      }>(),
      /** Its run was reversed: it never was. */
      LotWithdrawn: event<{ lotId: string; runId: string }>(),
    },
  ),
  tank: defineEvents(
    { stream: OCE, context: 'conditioning', aggregate: 'tank', id: 'tankId' },
    {
      TankFilled: event<{
        tankId: string;
        fillId: string;
        lotId: string;
        productId: string;
        grams: number;
        origins: Origins;
        contentGrams: number;
      }>(),
      TankDrawn: event<{
        tankId: string;
        drawId: string;
        into: Place;
        productId: string;
        grams: number;
        origins: Origins;
        /** Raw lots of which a heel may be in it, for the trace: the tank ran dry and was not cleaned since. */
        heelLotIds: readonly string[];
        contentGrams: number;
      }>(),
      TankDrawReturned: event<{
        tankId: string;
        drawId: string;
        grams: number;
        origins: Origins;
        reason: string;
        contentGrams: number;
      }>(),
    },
  ),
  unit: defineEvents(
    { stream: OCE, context: 'conditioning', aggregate: 'unit', id: 'sscc' },
    {
      /** A case or a pallet that was closed; from here on it may be put into another, and loaded. */
      UnitPacked: event<{
        sscc: string;
        stationId: string;
        level: 'case' | 'pallet';
        /** The trade item that it is, where it is one. */
        gtin: string | null;
        bestBefore: string | null;
        goods: readonly UnitGoods[];
        units: readonly { readonly sscc: string; readonly grams: number }[];
        /** Net, of all that is in it, units within it too. */
        netGrams: number;
        origins: Origins;
        packedAt: string;
      }>(),
      /** It is no more: what was in it is in stock again. */
      UnitBroken: event<{
        sscc: string;
        reason: string;
        goods: readonly UnitGoods[];
        units: readonly string[];
      }>(),
    },
  ),
  run: defineEvents(
    { stream: OCE, context: 'conditioning', aggregate: 'run', id: 'runId' },
    {
      /** Inputs are outputs, by-products, waste, loss and the difference, to the gram. */
      RunCompleted: event<{
        runId: string;
        stationId: string;
        lineId: string;
        activity: string;
        /** The run that this one sets right; null where it is one of its own. */
        corrects: string | null;
        inputs: readonly RunInput[];
        outputs: readonly RunOutput[];
        waste: readonly RunWaste[];
        lossGrams: number;
        lossOrigins: Origins;
        /** What is not accounted for, within the tolerance; below zero where more came out than went in. */
        differenceGrams: number;
        tolerancePpm: number;
        /** Main outputs as a share of members' goods. */
        yieldPpm: number;
        /** Outside the band of its product: looked at by a person. */
        isYieldFlagged: boolean;
        completedAt: string;
        /** The highest that was measured, in tenths of a degree; absent where nobody said. */
        highestDeciCelsius?: number;
        /** When its line was last cleaned before it began; absent where that is not known. */
        lineCleanedAt?: string;
        /** From the first weighing of the raw lots in it to its start: the longest wait before crushing. */
        waitMinutes?: number;
        /** What materials in it cost; absent where none had a cost. */
        materialsCostCentimes?: number;
        /** The member whom all of it was pressed for; absent where it was for no one alone. */
        tollOf?: string;
      }>(),
      /** What was pressed for a member left with him, against a delivery note; the fee is paid as said. */
      TollRunHandedOver: event<{
        runId: string;
        producerCode: string;
        /** All that the run made. */
        lotIds: readonly string[];
        grams: number;
        /** Members' goods that were charged: the fee is by their weight. */
        oliveGrams: number;
        deliveryNoteNumber: string;
        feeBy: 'cash' | 'account' | 'oil';
        handedOverAt: string;
      }>(),
      RunReversed: event<{
        runId: string;
        reason: string;
        outputs: readonly string[];
        inputs: readonly RunInput[];
      }>(),
    },
  ),
};

export type ProductTermsPublished = EventOf<typeof conditioning.productTerms.ProductTermsPublished>;
export type UnitPacked = EventOf<typeof conditioning.unit.UnitPacked>;
export type UnitBroken = EventOf<typeof conditioning.unit.UnitBroken>;
export type LotMadeAvailable = EventOf<typeof conditioning.lotBalance.LotMadeAvailable>;
export type LotDrawn = EventOf<typeof conditioning.lotBalance.LotDrawn>;
export type TankFilled = EventOf<typeof conditioning.tank.TankFilled>;
export type TankDrawn = EventOf<typeof conditioning.tank.TankDrawn>;
export type RunCompleted = EventOf<typeof conditioning.run.RunCompleted>;
export type TollRunHandedOver = EventOf<typeof conditioning.run.TollRunHandedOver>;
export type RunReversed = EventOf<typeof conditioning.run.RunReversed>;

export type ConditioningContractEvent = EventOf<(typeof conditioning)[keyof typeof conditioning]>;
