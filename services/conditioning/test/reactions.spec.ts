import { collection, sales } from '@oce/contracts';
import { reactionsTo } from '@oce/testing';
import { lotBalanceEvents } from '../src/lot-balance/domain/lot-balance.events';
import { whenLotClosedOrSoldThenFollow } from '../src/lot-balance/reactions/when-lot-closed-or-sold-then-follow';
import { whenOutputIsForATankThenDrawIt } from '../src/lot-balance/reactions/when-output-is-for-a-tank-then-draw-it';
import { whenReversalAbandonedThenSetOutputsFree } from '../src/lot-balance/reactions/when-reversal-abandoned-then-set-outputs-free';
import { whenReversalBegunThenHoldOutputs } from '../src/lot-balance/reactions/when-reversal-begun-then-hold-outputs';
import { whenRunCompletedThenMakeOutputsAvailable } from '../src/lot-balance/reactions/when-run-completed-then-make-outputs-available';
import { whenRunReversedThenWithdrawOutputs } from '../src/lot-balance/reactions/when-run-reversed-then-withdraw-outputs';
import { materialEvents } from '../src/material/domain/material';
import { runEvents } from '../src/run/domain/run.events';
import { whenChargeSentBackThenGiveBack } from '../src/run/reactions/when-charge-sent-back-then-give-back';
import { whenGoodsDrawnThenChargeRun } from '../src/run/reactions/when-goods-drawn-then-charge-run';
import { whenOutputAnswersThenTellRun } from '../src/run/reactions/when-output-answers-then-tell-run';
import { whenRunReversedThenGiveInputsBack } from '../src/run/reactions/when-run-reversed-then-give-inputs-back';
import { tankEvents } from '../src/tank/domain/tank.events';
import { whenFillingTurnedAwayThenReturnToLot } from '../src/tank/reactions/when-filling-turned-away-then-return-to-lot';
import { whenLotDrawnThenFillTank } from '../src/tank/reactions/when-lot-drawn-then-fill-tank';
import { unitEvents } from '../src/unit/domain/unit.events';
import { whenGoodsDrawnThenPutIntoUnit } from '../src/unit/reactions/when-goods-drawn-then-put-into-unit';
import { whenGoodsLeaveUnitThenReturnToLot } from '../src/unit/reactions/when-goods-leave-unit-then-return-to-lot';
import { whenUnitIsOutOfAnotherThenFreeIt } from '../src/unit/reactions/when-unit-is-out-of-another-then-free-it';
import { whenUnitPutIntoAnotherThenTakeIt } from '../src/unit/reactions/when-unit-put-into-another-then-take-it';
import { origins } from './conditioning-in-memory';

const of = (grams: number) => ({ grams, origins: origins({ A: grams }) });
const place = (kind: 'lot' | 'tank' | 'run' | 'unit' | 'material' | 'offer', id: string) => ({ kind, id });
const drawnInto = (into: ReturnType<typeof place>) =>
  lotBalanceEvents.LotDrawn({
    lotId: 'L',
    drawId: 'D',
    into,
    productId: 'OIL',
    pieces: null,
    ...of(30),
    leftGrams: 70,
  });
const made = (tankId: string | null, netGrams = 100) =>
  lotBalanceEvents.LotMadeAvailable({
    lotId: 'R_OIL',
    runId: 'R',
    productId: 'OIL',
    netGrams,
    pieces: null,
    origins: origins({ A: netGrams }),
    tankId,
  });
const input = (kind: 'lot' | 'tank' | 'material', id: string) => ({
  chargeId: `D-${id}`,
  from: place(kind, id),
  productId: 'X',
  pieces: null,
  ...of(10),
});
const reversed = runEvents.RunReversed({
  runId: 'R',
  reason: 'wrong lot',
  outputs: ['R_OIL'],
  inputs: [input('lot', 'L'), input('tank', 'T'), input('material', 'M')],
});
const broken = unitEvents.UnitBroken({
  sscc: 'U',
  reason: 'damaged',
  goods: [{ drawId: 'D', lotId: 'L', productId: 'B', pieces: 1, ...of(5) }],
  units: ['V'],
});

describe('what follows in conditioning', () => {
  it('from a closed lot: it may be charged, of itself', () => {
    const closed = collection.lot.LotClosed({
      lotId: 'L',
      stationId: 'S',
      campaignId: 'C',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams: 100,
      deliveries: [],
      closedOn: '2026-11-01',
    });
    expect(reactionsTo(whenLotClosedOrSoldThenFollow, closed)).toEqual([
      {
        aggregate: 'lot-balance',
        id: 'L',
        type: 'MakeLotAvailable',
        data: {
          lotId: 'L',
          runId: null,
          productId: 'OLIVE',
          netGrams: 100,
          pieces: null,
          origins: origins({ L: 100 }),
          tankId: null,
        },
      },
    ]);
  });

  it('from a raw lot that is offered as it is: it is set aside whole', () => {
    const offered = sales.lotOffer.LotOffered({
      lotId: 'L',
      campaignId: 'C',
      productId: 'OLIVE',
      grade: 'extra',
      netGrams: 100,
      kind: 'pooled',
      offeredOn: '2026-11-01',
    });
    expect(reactionsTo(whenLotClosedOrSoldThenFollow, offered)).toEqual([
      {
        aggregate: 'lot-balance',
        id: 'L',
        type: 'DrawFromLot',
        data: { drawId: 'offer', into: place('offer', 'L'), grams: 100 },
      },
    ]);
  });

  it('from an output: it goes whole into the tank that was named, where one was', () => {
    expect(reactionsTo(whenOutputIsForATankThenDrawIt, made('T'))).toEqual([
      {
        aggregate: 'lot-balance',
        id: 'R_OIL',
        type: 'DrawFromLot',
        data: { drawId: 'R_OIL', into: place('tank', 'T'), grams: 100 },
      },
    ]);
    expect(reactionsTo(whenOutputIsForATankThenDrawIt, made(null))).toEqual([]);
    expect(reactionsTo(whenOutputIsForATankThenDrawIt, made('T', 0))).toEqual([]);
  });

  it('from goods that were drawn: they go where they were drawn to, and nowhere else', () => {
    const policies = [whenGoodsDrawnThenChargeRun, whenLotDrawnThenFillTank, whenGoodsDrawnThenPutIntoUnit];
    const told = (into: ReturnType<typeof place>) =>
      policies
        .flatMap((policy) => reactionsTo(policy, drawnInto(into) as never))
        .map(({ type, id }) => `${type} ${id}`);
    expect(told(place('run', 'R'))).toEqual(['TakeCharge R']);
    expect(told(place('tank', 'T'))).toEqual(['FillTank T']);
    expect(told(place('unit', 'U'))).toEqual(['PutGoodsIn U']);
    expect(told(place('lot', 'L'))).toEqual([]);
  });

  it('from tanks and stocks: goods come with their origins, what is counted without grams', () => {
    const tank = tankEvents.TankDrawn({
      tankId: 'T',
      drawId: 'D',
      into: place('run', 'R'),
      productId: 'OIL',
      ...of(30),
      heelLotIds: [],
      contentGrams: 0,
    });
    expect(reactionsTo(whenGoodsDrawnThenChargeRun, tank)[0]?.data).toMatchObject({
      from: place('tank', 'T'),
      ...of(30),
    });
    const material = (unit: 'gram' | 'piece') =>
      materialEvents.MaterialDrawn({
        stockId: 'S_M',
        materialId: 'M',
        unit,
        drawId: 'D',
        into: place('run', 'R'),
        quantity: 12,
        leftQuantity: 0,
      });
    const inputOf = (unit: 'gram' | 'piece') =>
      reactionsTo(whenGoodsDrawnThenChargeRun, material(unit))[0]?.data;
    expect(inputOf('gram')).toMatchObject({ productId: 'M', grams: 12, pieces: null, origins: [] });
    expect(inputOf('piece')).toMatchObject({ productId: 'M', grams: 0, pieces: 12, origins: [] });
  });

  it('from a charge that was sent back: it is where it was drawn again', () => {
    const from = place('tank', 'T');
    const away = runEvents.ChargeTurnedAway({ runId: 'R', chargeId: 'D', from });
    const back = runEvents.ChargeTakenBack({ runId: 'R', chargeId: 'D', from, reason: 'a mistake' });
    expect(reactionsTo(whenChargeSentBackThenGiveBack, away)).toEqual([
      { aggregate: 'tank', id: 'T', type: 'ReturnToTank', data: { drawId: 'D', reason: 'R was over' } },
    ]);
    expect(reactionsTo(whenChargeSentBackThenGiveBack, back)[0]?.data).toEqual({
      drawId: 'D',
      reason: 'a mistake',
    });
    const filling = tankEvents.TankFillTurnedAway({
      tankId: 'T',
      fillId: 'D',
      lotId: 'L',
      reason: 'tank_full',
    });
    expect(reactionsTo(whenFillingTurnedAwayThenReturnToLot, filling)).toEqual([
      {
        aggregate: 'lot-balance',
        id: 'L',
        type: 'ReturnToLot',
        data: { drawId: 'D', reason: 'T: tank_full' },
      },
    ]);
  });

  it('from a run that is over: each output is a lot', () => {
    const output = {
      lotId: 'R_OIL',
      kind: 'main' as const,
      productId: 'OIL',
      pieces: null,
      tankId: 'T',
      ...of(10),
    };
    const completed = runEvents.RunCompleted({
      runId: 'R',
      stationId: 'S',
      lineId: 'L1',
      activity: 'press',
      corrects: null,
      inputs: [],
      outputs: [output],
      waste: [],
      lossGrams: 0,
      lossOrigins: [],
      differenceGrams: 0,
      tolerancePpm: 0,
      yieldPpm: 0,
      isYieldFlagged: false,
      completedAt: '2026-11-20T08:00:00.000Z',
    });
    expect(reactionsTo(whenRunCompletedThenMakeOutputsAvailable, completed)[0]).toMatchObject({
      id: 'R_OIL',
      type: 'MakeLotAvailable',
      data: { runId: 'R', netGrams: 10, tankId: 'T' },
    });
  });

  it('from a reversal: outputs are asked, told, freed or withdrawn, and inputs given back', () => {
    const by = { runId: 'R', reversalId: 'V' };
    const begun = runEvents.RunReversalBegun({ ...by, reason: 'wrong lot', lotIds: ['A', 'B'] });
    const typesOf = (reactions: readonly { type: string; id: string }[]) =>
      reactions.map(({ type, id }) => `${type} ${id}`);
    expect(typesOf(reactionsTo(whenReversalBegunThenHoldOutputs, begun))).toEqual([
      'HoldForReversal A',
      'HoldForReversal B',
    ]);
    const held = lotBalanceEvents.LotHeldForReversal({ lotId: 'A', ...by });
    const refused = lotBalanceEvents.LotReversalRefused({ lotId: 'A', ...by, drawId: 'D' });
    expect(typesOf(reactionsTo(whenOutputAnswersThenTellRun, held))).toEqual(['HearOutputHeld R']);
    expect(typesOf(reactionsTo(whenOutputAnswersThenTellRun, refused))).toEqual(['HearOutputMoved R']);
    const abandoned = runEvents.RunReversalAbandoned({
      ...by,
      reason: 'wrong lot',
      movedLotId: 'A',
      drawId: 'D',
      lotIds: ['A', 'B'],
    });
    expect(typesOf(reactionsTo(whenReversalAbandonedThenSetOutputsFree, abandoned))).toEqual([
      'SetLotFree A',
      'SetLotFree B',
    ]);
    expect(typesOf(reactionsTo(whenRunReversedThenWithdrawOutputs, reversed))).toEqual(['WithdrawLot R_OIL']);
    expect(typesOf(reactionsTo(whenRunReversedThenGiveInputsBack, reversed))).toEqual([
      'ReturnToLot L',
      'ReturnToTank T',
      'ReturnMaterial M',
    ]);
  });

  it('from units: one that says where it is gets taken, what leaves one is free', () => {
    const inner = { sscc: 'V', ...of(10), gtin: null, lotIds: ['L'] };
    const put = unitEvents.UnitPutInto({ sscc: 'V', outerSscc: 'U', inner });
    expect(reactionsTo(whenUnitPutIntoAnotherThenTakeIt, put)).toEqual([
      { aggregate: 'unit', id: 'U', type: 'TakeUnit', data: inner },
    ]);
    const away = unitEvents.UnitTurnedAway({ sscc: 'U', innerSscc: 'V' });
    const free = { aggregate: 'unit', id: 'V', type: 'LeaveOuter', data: { outerSscc: 'U' } };
    expect(reactionsTo(whenUnitIsOutOfAnotherThenFreeIt, away)).toEqual([free]);
    expect(reactionsTo(whenUnitIsOutOfAnotherThenFreeIt, broken)).toEqual([free]);
    const goods = unitEvents.GoodsTurnedAway({ sscc: 'U', drawId: 'D', lotId: 'L' });
    const back = (reason: string) => ({
      aggregate: 'lot-balance',
      id: 'L',
      type: 'ReturnToLot',
      data: { drawId: 'D', reason },
    });
    expect(reactionsTo(whenGoodsLeaveUnitThenReturnToLot, goods)).toEqual([back('U was closed')]);
    expect(reactionsTo(whenGoodsLeaveUnitThenReturnToLot, broken)).toEqual([back('damaged')]);
  });
});
