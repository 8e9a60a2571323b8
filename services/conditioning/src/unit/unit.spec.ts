import type { UnitGoods } from '@oce/contracts';
import { command, given } from '@oce/testing';
import { origins } from '../../test/conditioning-in-memory';
import { ssccRegister, ssccRegisterEvents } from './domain/sscc-register';
import { unitAggregate as unit } from './domain/unit';
import { unitEvents as events, type InnerUnit } from './domain/unit.events';
import { MOST_IN_A_UNIT } from './domain/unit.state';

const AT = '2026-11-20T08:00:00.000Z';
const data = {
  sscc: '061100000000000017',
  stationId: 'PRESS',
  level: 'case' as const,
  gtin: null,
  bestBefore: null,
};
const { sscc } = data;
const opened = events.UnitOpened({ ...data, openedAt: AT });
const goods = (drawId: string, grams = 458): UnitGoods => ({
  drawId,
  lotId: 'RUN-1_B',
  productId: 'BOTTLE',
  pieces: 1,
  grams,
  origins: origins({ A: grams }),
});
const putIn = (one: UnitGoods) => events.GoodsPutIn({ sscc, ...one });
const packed = events.UnitPacked({
  ...data,
  goods: [goods('D-1'), goods('D-2', 916)],
  units: [],
  netGrams: 1_374,
  origins: origins({ A: 1_374 }),
  packedAt: AT,
});
const full = [opened, putIn(goods('D-1')), putIn(goods('D-2', 916)), packed];
const outerSscc = '061100000000000024';
const inner: InnerUnit = {
  sscc,
  grams: 1_374,
  origins: origins({ A: 1_374 }),
  gtin: null,
  lotIds: ['RUN-1_B'],
};
const inOther = events.UnitPutInto({ sscc, outerSscc, inner });

describe('a case or a pallet', () => {
  it('is opened once under its SSCC', () => {
    const open = command('OpenUnit', opened.data);
    given(unit, []).when(open).then(opened);
    given(unit, [opened]).when(open).thenNothing();
    given(unit, [opened])
      .when(command('OpenUnit', { ...opened.data, level: 'pallet' as const }))
      .thenRefused('sscc_used');
  });

  it('takes goods and units while it is open, and turns later ones away', () => {
    given(unit, [opened])
      .when(command('PutGoodsIn', goods('D-1')))
      .then(putIn(goods('D-1')));
    given(unit, full)
      .when(command('PutGoodsIn', goods('D-1')))
      .thenNothing();
    const away = events.GoodsTurnedAway({ sscc, drawId: 'D-3', lotId: 'RUN-1_B' });
    given(unit, full)
      .when(command('PutGoodsIn', goods('D-3')))
      .then(away);
    given(unit, [...full, away])
      .when(command('PutGoodsIn', goods('D-3')))
      .thenNothing();
    const other = { ...inner, sscc: outerSscc };
    const taken = events.UnitTaken({ sscc, inner: other });
    given(unit, [opened]).when(command('TakeUnit', other)).then(taken);
    given(unit, [opened, taken]).when(command('TakeUnit', other)).thenNothing();
    given(unit, full)
      .when(command('TakeUnit', other))
      .then(events.UnitTurnedAway({ sscc, innerSscc: outerSscc }));
    const many = Array.from({ length: MOST_IN_A_UNIT }, (_, at) => putIn(goods(`M-${at}`)));
    given(unit, [opened, ...many])
      .when(command('PutGoodsIn', goods('D-3')))
      .then(away);
    given(unit, [])
      .when(command('PutGoodsIn', goods('D-1')))
      .thenRefused('unit_unknown');
  });

  it('is closed with all that is in it, once', () => {
    const close = command('CloseUnit', { packedAt: AT });
    given(unit, full.slice(0, 3)).when(close).then(packed);
    given(unit, full).when(close).thenNothing();
    given(unit, full)
      .when(command('CloseUnit', { packedAt: '2026-11-20T09:00:00.000Z' }))
      .thenRefused('unit_packed');
    given(unit, [opened]).when(close).thenRefused('unit_empty');
    const broken = events.UnitBroken({ sscc, reason: 'damaged', goods: [], units: [] });
    given(unit, [opened, broken]).when(close).thenRefused('unit_broken');
  });

  it('goes into one other at a time, once it is closed', () => {
    const put = (into: string) => command('PutInto', { outerSscc: into });
    given(unit, full).when(put(outerSscc)).then(inOther);
    given(unit, [...full, inOther])
      .when(put(outerSscc))
      .thenNothing();
    given(unit, [...full, inOther])
      .when(put('061100000000000031'))
      .thenRefused('unit_elsewhere');
    given(unit, full).when(put(sscc)).thenRefused('unit_in_itself');
    given(unit, [opened]).when(put(outerSscc)).thenRefused('unit_not_packed');
    const left = events.UnitLeftOuter({ sscc, outerSscc });
    given(unit, [...full, inOther])
      .when(command('LeaveOuter', { outerSscc }))
      .then(left);
    given(unit, [...full, inOther, left])
      .when(command('LeaveOuter', { outerSscc }))
      .thenNothing();
  });

  it('is broken up once, unless it is within another', () => {
    const breakUp = command('BreakUnit', { reason: 'damaged' });
    const broken = events.UnitBroken({ sscc, reason: 'damaged', goods: packed.data.goods, units: [] });
    given(unit, full).when(breakUp).then(broken);
    given(unit, [...full, broken])
      .when(breakUp)
      .thenNothing();
    given(unit, [...full, broken])
      .when(command('BreakUnit', { reason: 'in other words' }))
      .thenRefused('unit_broken');
    given(unit, [...full, inOther])
      .when(breakUp)
      .thenRefused('unit_elsewhere');
  });
});

describe('the register of SSCCs', () => {
  it('gives them in turn with their check digit, until the prefix is used up', () => {
    const take = command('TakeSscc', { companyPrefix: '6110000' });
    const first = ssccRegisterEvents.SsccTaken({ companyPrefix: '6110000', serial: 1, sscc });
    given(ssccRegister, []).when(take).then(first);
    given(ssccRegister, [first])
      .when(take)
      .then(ssccRegisterEvents.SsccTaken({ companyPrefix: '6110000', serial: 2, sscc: outerSscc }));
    const last = ssccRegisterEvents.SsccTaken({ companyPrefix: '6110000', serial: 999_999_999, sscc: '' });
    given(ssccRegister, [last]).when(take).thenRefused('sscc_used_up');
  });
});
