import type { TankDrawn } from '@oce/contracts';
import { conflict, defineAggregate, notFound, saysTheSame, type Command } from '@oce/event-sourcing';
import { draw, gramsOf, type Origins } from '@oce/origins';
import { multiplyRatio } from '@oce/quantities';
import { gaugeTank, type GaugeTank } from './gauge';
import {
  tankEvents,
  type TankAssigned,
  type TankEvent,
  type TankInstalled,
  type TurnedAwayFor,
} from './tank.events';
import { evolveTank, initialTank, type TankState } from './tank.state';

export type InstallTank = Command<'InstallTank', TankInstalled['data']>;
export type AssignTank = Command<'AssignTank', Omit<TankAssigned['data'], 'tankId'>>;
export type FillTank = Command<
  'FillTank',
  { fillId: string; lotId: string; productId: string; origins: Origins }
>;
export type DrawFromTank = Command<'DrawFromTank', Pick<TankDrawn['data'], 'drawId' | 'into' | 'grams'>>;
export type ReturnToTank = Command<'ReturnToTank', { drawId: string; reason: string }>;
export type CleanTank = Command<'CleanTank', { cleanedAt: string }>;
export type SealTank = Command<'SealTank', { sealNumber: string; sealedAt: string }>;
export type UnsealTank = Command<'UnsealTank', { sealNumber: string; reason: string; unsealedAt: string }>;
export type TankCommand =
  | InstallTank
  | AssignTank
  | FillTank
  | DrawFromTank
  | ReturnToTank
  | GaugeTank
  | CleanTank
  | SealTank
  | UnsealTank;

/**
 * A tank: one aggregate guards its capacity and its content, so that two who draw its last litre at once are not both
 * served. chain.md 3.
 */
export const tankAggregate = defineAggregate<TankState, TankCommand, typeof tankEvents>(tankEvents, {
  initial: initialTank,
  decide: {
    InstallTank({ data }, { installed }) {
      if (installed === null) return [tankEvents.TankInstalled(data)];
      if (saysTheSame(installed, data)) return [];
      throw conflict('tank_id_taken', 'Another tank has this id: choose another.', 'tankId');
    },
    AssignTank: assignTank,
    FillTank: fillTank,
    DrawFromTank: drawFromTank,
    ReturnToTank: returnToTank,
    GaugeTank: (command, state) => gaugeTank(command, state, installedOf(state)),
    CleanTank: cleanTank,
    SealTank({ data: { sealNumber, sealedAt } }, state) {
      const { tankId } = installedOf(state);
      if (state.seal === sealNumber) return [];
      if (state.seal !== null)
        throw conflict(
          'tank_sealed',
          `${tankId} bears the seal ${state.seal}: break it first.`,
          'sealNumber',
        );
      if (state.seals.has(sealNumber))
        throw conflict(
          'seal_used',
          `${sealNumber} was on this tank before: no seal is used twice.`,
          'sealNumber',
        );
      return [tankEvents.TankSealed({ tankId, sealNumber, sealedAt })];
    },
    UnsealTank({ data: { sealNumber, reason, unsealedAt } }, state) {
      const { tankId } = installedOf(state);
      if (state.seal === null && state.seals.has(sealNumber)) return [];
      if (state.seal !== sealNumber)
        throw conflict(
          'seal_differs',
          `${tankId} bears ${state.seal === null ? 'no seal' : `the seal ${state.seal}`}, not ${sealNumber}.`,
          'sealNumber',
        );
      return [tankEvents.TankUnsealed({ tankId, sealNumber, reason, unsealedAt })];
    },
  },
  evolve: evolveTank,
});

/** The tank as it was installed. Refuses `tank_unknown`. */
export function installedOf({ installed }: TankState): TankInstalled['data'] {
  if (installed === null) throw notFound('tank_unknown', 'Install the tank first.', 'tankId');
  return installed;
}

/** For which product it is used. Refuses `tank_in_use` where other goods were in it and it was not cleaned since. */
function assignTank({ data }: AssignTank, state: TankState): TankEvent[] {
  const { tankId } = installedOf(state);
  const assigned = { tankId, ...data };
  if (state.assigned !== null && saysTheSame(state.assigned, assigned)) return [];
  const isOther = state.assigned !== null && state.assigned.productId !== data.productId;
  if (isOther && state.isUsed)
    throw conflict(
      'tank_in_use',
      `${tankId} held ${state.assigned?.productId}: empty and clean it before it takes ${data.productId}.`,
      'productId',
    );
  return [tankEvents.TankAssigned(assigned)];
}

/** Takes goods in, or says why not: the lot that they were drawn from hears of it and has them back. */
function fillTank({ data }: FillTank, state: TankState): TankEvent[] {
  const { fillId, lotId, productId, origins } = data;
  if (state.fills.has(fillId)) return [];
  const grams = gramsOf(origins);
  const tankId = state.installed?.tankId;
  const reason = whyTurnedAway(productId, grams, state);
  // A policy asks, which cannot be refused: what is turned away goes back by an event.
  if (tankId === undefined) throw notFound('tank_unknown', 'Install the tank first.', 'tankId');
  if (reason !== undefined) return [tankEvents.TankFillTurnedAway({ tankId, fillId, lotId, reason })];
  const contentGrams = state.contentGrams + grams;
  return [tankEvents.TankFilled({ tankId, fillId, lotId, productId, grams, origins, contentGrams })];
}

/** Why goods cannot go into a tank as it stands; undefined where they can. */
export function whyTurnedAway(productId: string, grams: number, state: TankState): TurnedAwayFor | undefined {
  if (state.installed === null) return 'tank_unknown';
  if (state.seal !== null) return 'tank_sealed';
  if (state.assigned?.productId !== productId) return 'tank_of_other_goods';
  return state.contentGrams + grams > capacityGrams(state) ? 'tank_full' : undefined;
}

/** What it holds of the product that it is assigned to, in grams at 20 C. */
export function capacityGrams({ installed, assigned }: TankState): number {
  if (installed === null || assigned === null) return 0;
  return multiplyRatio(installed.capacityMillilitres, assigned.densityGramsPerLitre, 1_000, 'toward-zero');
}

/** Refuses `draw_differs`, `tank_sealed` and `tank_short` with the grams that are there. */
function drawFromTank({ data }: DrawFromTank, state: TankState): TankEvent[] {
  const { tankId } = installedOf(state);
  const { drawId, into, grams } = data;
  const known = state.draws.get(drawId);
  if (known !== undefined) {
    if (saysTheSame({ into: known.into, grams: known.grams }, { into, grams })) return [];
    throw conflict('draw_differs', `${drawId} drew something else from ${tankId}.`, 'drawId');
  }
  if (state.seal !== null)
    throw conflict('tank_sealed', `${tankId} bears the seal ${state.seal}: break it first.`, 'tankId');
  if (state.assigned === null || grams > state.contentGrams)
    throw conflict(
      'tank_short',
      `${tankId} has ${state.contentGrams} g, and ${grams} g are asked for.`,
      'grams',
    );
  const { drawn, left } = draw(state.content, grams);
  const inIt = new Set(state.content.map(({ lotId }) => lotId));
  return [
    tankEvents.TankDrawn({
      tankId,
      drawId,
      into,
      productId: state.assigned.productId,
      grams,
      origins: drawn,
      heelLotIds: [...state.heelLotIds].filter((lotId) => !inIt.has(lotId)),
      contentGrams: gramsOf(left),
    }),
  ];
}

/**
 * What a run did not take, or gives back, is in the tank again, whatever seal is on it. Refuses `tank_of_other_goods` where it
 * was cleaned and assigned to others meanwhile: a clerk is told, who assigns it back or finds another place.
 */
function returnToTank({ data: { drawId, reason } }: ReturnToTank, state: TankState): TankEvent[] {
  const { tankId } = installedOf(state);
  const known = state.draws.get(drawId);
  if (known === undefined)
    throw notFound('draw_unknown', `Nothing was drawn from ${tankId} as ${drawId}.`, 'drawId');
  if (known.isReturned) return [];
  const { grams, origins, productId } = known;
  if (state.assigned?.productId !== productId)
    throw conflict(
      'tank_of_other_goods',
      `${tankId} is for ${state.assigned?.productId} by now: ${grams} g of ${productId} (${drawId}) are to go back. Assign it to ${productId} again once it is empty and clean.`,
      'tankId',
    );
  const contentGrams = state.contentGrams + grams;
  return [tankEvents.TankDrawReturned({ tankId, drawId, grams, origins, reason, contentGrams })];
}

/** Only a tank without content is cleaned, and only then is it empty. Refuses `tank_not_empty`. */
function cleanTank({ data: { cleanedAt } }: CleanTank, state: TankState): TankEvent[] {
  const { tankId } = installedOf(state);
  if (state.contentGrams > 0)
    throw conflict('tank_not_empty', `${tankId} holds ${state.contentGrams} g: draw them first.`, 'tankId');
  if (!state.isUsed) return [];
  return [tankEvents.TankCleaned({ tankId, cleanedAt, heelLotIds: [...state.heelLotIds] })];
}
