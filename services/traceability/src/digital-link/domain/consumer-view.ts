import { shareInPpm } from '@oce/quantities';
import type { CooperativeWithLots } from '../../lot/cooperatives.reader';
import { harvestOf } from '../../lot/lots.reader';
import type { LotStatusDocument } from '../../lot/reads/lot-statuses';
import type { Harvest, LotDocument } from '../../lot/reads/lots';
import type { PriceChain } from '../../price-chain/domain/price-chain';
import type { TraderPrice } from '../../price-chain/domain/trader-prices-beside';
import { standsOn, type Certificate } from './standing';

/** What is known of a lot, for whoever has a bottle of it in hand. */
export interface KnownOfLot {
  readonly gtin: string;
  readonly product: { readonly productId: string; readonly name: string };
  readonly lot: LotDocument;
  readonly rawLots: readonly LotDocument[];
  readonly status: LotStatusDocument | undefined;
  readonly certificates: readonly Certificate[];
  readonly cooperatives: readonly CooperativeWithLots[];
  readonly chain: (PriceChain & { readonly traders: readonly TraderPrice[] }) | null;
}

/** What a consumer sees: of cooperatives and regions, and of no person, plot or buyer. */
export interface ConsumerView {
  readonly gtin: string;
  readonly lotId: string;
  readonly product: string;
  /** First of all. */
  readonly state: 'recalled' | 'released' | 'not_released';
  readonly recalledOn: string | null;
  /** The markets that it may be sold to. */
  readonly markets: readonly string[];
  readonly origin: readonly {
    readonly cooperative: string;
    readonly region: string;
    readonly sharePpm: number;
  }[];
  readonly harvest: Harvest | null;
  /** Those of which every certificate stands on the day. */
  readonly claims: readonly {
    readonly claim: string;
    /** What it says: a year, or the shares of a blend, the largest first. */
    readonly value: string | null;
    readonly parts: readonly { readonly of: string; readonly sharePpm: number }[];
    readonly certificates: readonly {
      readonly number: string;
      readonly body: string;
      readonly validTo: string;
    }[];
  }[];
  readonly price: ConsumerPrice | null;
}

/** Of a kilogram of it: what was paid, and to whom it went, in centimes. */
export interface ConsumerPrice {
  readonly paidPerKgCentimes: number;
  readonly costs: readonly { readonly name: string; readonly perKgCentimes: number }[];
  readonly membersPerKgCentimes: number;
  readonly ocePerKgCentimes: number;
  readonly unsettledPerKgCentimes: number;
  readonly billed: readonly { readonly unit: 'kg' | 'litre' | 'piece'; readonly perUnitCentimes: number }[];
  readonly traders: readonly Pick<TraderPrice, 'place' | 'day' | 'pricePerKgCentimes'>[];
}

/** The view of a lot on a day, chosen field by field. A lot that was recalled says so, and claims nothing any more. */
export function consumerViewOf(known: KnownOfLot, day: string): ConsumerView {
  const { gtin, product, lot, rawLots, status, chain } = known;
  const recall = status?.recall ?? null;
  const markets = recall === null ? (status?.releases ?? []).map(({ market }) => market).sort() : [];
  return {
    gtin,
    lotId: lot.lotId,
    product: product.name,
    state: recall !== null ? 'recalled' : markets.length > 0 ? 'released' : 'not_released',
    recalledOn: recall === null ? null : recall.recalledAt.slice(0, 10),
    markets,
    origin: originOf(known),
    harvest: harvestOf(rawLots),
    claims: recall === null ? claimsOf(known, day) : [],
    price: chain && priceOf(chain),
  };
}

function originOf({ lot, cooperatives }: KnownOfLot): ConsumerView['origin'] {
  const gramsOf = new Map(lot.origins.map(({ lotId, grams }) => [lotId, grams]));
  const whole = lot.origins.reduce((sum, { grams }) => sum + grams, 0);
  if (whole === 0) return [];
  return cooperatives
    .map(({ name, region, rawLotIds }) => {
      const grams = rawLotIds.reduce((sum, lotId) => sum + (gramsOf.get(lotId) ?? 0), 0);
      return { cooperative: name, region, sharePpm: shareInPpm(grams, whole) };
    })
    .sort((a, b) => b.sharePpm - a.sharePpm);
}

function claimsOf({ status, certificates }: KnownOfLot, day: string): ConsumerView['claims'] {
  const byId = new Map(certificates.map((one) => [one.certificateId, one]));
  return (status?.claims ?? []).flatMap(({ claim, certificateIds, value, parts }) => {
    const own = certificateIds.map((id) => byId.get(id));
    const standing = own.filter((one) => one !== undefined && standsOn(one, day));
    if (standing.length < certificateIds.length) return [];
    const shown = standing.flatMap((one) =>
      one === undefined ? [] : [{ number: one.number, body: one.body, validTo: one.validTo }],
    );
    return [{ claim, value, parts: sharesOf(parts), certificates: shown }];
  });
}

function sharesOf(parts: readonly { readonly of: string; readonly grams: number }[]) {
  const whole = parts.reduce((sum, { grams }) => sum + grams, 0);
  return parts
    .map(({ of, grams }) => ({ of, sharePpm: whole === 0 ? 0 : shareInPpm(grams, whole) }))
    .sort((a, b) => b.sharePpm - a.sharePpm);
}

function priceOf({
  paid,
  costs,
  members,
  oce,
  unsettled,
  billed,
  traders,
}: NonNullable<KnownOfLot['chain']>): ConsumerPrice | null {
  if (paid.perKgCentimes === null || members.perKgCentimes === null) return null;
  return {
    paidPerKgCentimes: paid.perKgCentimes,
    costs: costs.map(({ name, perKgCentimes }) => ({ name, perKgCentimes: perKgCentimes ?? 0 })),
    membersPerKgCentimes: members.perKgCentimes,
    ocePerKgCentimes: oce.perKgCentimes ?? 0,
    unsettledPerKgCentimes: unsettled.perKgCentimes ?? 0,
    billed: billed.map(({ unit, perUnitCentimes }) => ({ unit, perUnitCentimes })),
    traders: traders.map(({ place, day, pricePerKgCentimes }) => ({ place, day, pricePerKgCentimes })),
  };
}
