import { CertificateController } from '../src/certificate/http/certificate.controller';
import { SoldUnderController } from '../src/certificate/http/sold-under.controller';
import { RecallController } from '../src/recall/http/recall.controller';
import { sales } from '@oce/contracts';
import { LotStatusController } from '../src/status/http/lot-status.controller';
import { House, NOW, slugOf } from './house';

const origins = (...lotIds: string[]) => lotIds.map((lotId) => ({ lotId, grams: 1_000 }));

describe('a recall', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    for (const lotId of ['LOT-1', 'LOT-2', 'LOT-3']) await house.rawLot(lotId);
    await house.made('R-1_OIL', 'R-1', ['lot:LOT-1', 'lot:LOT-2'], origins('LOT-1', 'LOT-2'));
    await house.fillTank('T-1', 'R-1_OIL', origins('LOT-1', 'LOT-2'));
    await house.made('R-2_B', 'R-2', ['tank:T-1'], origins('LOT-1', 'LOT-2'), 'BOTTLE-500');
  });
  afterEach(() => house.office.close());

  const recall = async (kind: 'lot' | 'tank' | 'unit', id: string, recallId = 'RC-1') => {
    const body = { recallId, kind, id, reason: 'glass', openedAt: NOW };
    await house.get(RecallController).open(body, house.call());
    await house.office.settle();
  };
  const recalled = async () => {
    const all = await Promise.all(
      ['LOT-1', 'LOT-2', 'LOT-3', 'R-1_OIL', 'R-2_B'].map(
        async (lotId) => [lotId, await house.lot(lotId)] as const,
      ),
    );
    return all.filter(([, { recalledBy }]) => recalledBy !== null).map(([lotId]) => lotId);
  };

  it('of a raw lot is of everything made of it, over tanks too, and of nothing else', async () => {
    await house.controlled('LOT-3');
    await recall('lot', 'LOT-1');
    expect(await recalled()).toEqual(['LOT-1', 'R-1_OIL', 'R-2_B']);
    expect((await house.lot('LOT-3')).releases.size).toBe(1);
  });

  it('is of what is made of it later', async () => {
    await recall('lot', 'R-1_OIL');
    await house.made('R-3_B', 'R-3', ['tank:T-1'], origins('LOT-1', 'LOT-2'), 'BOTTLE-500');
    expect((await house.lot('R-3_B')).recalledBy).toBe('RC-1');
    await house.made('R-4_OIL', 'R-4', ['lot:LOT-3'], origins('LOT-3'));
    expect((await house.lot('R-4_OIL')).recalledBy).toBeNull();
  });

  it('is for good: no verdict releases what was recalled', async () => {
    await recall('lot', 'LOT-3');
    await house.controlled('LOT-3');
    expect(await house.office.attention()).toEqual(['lot_recalled']);
    expect((await house.lot('LOT-3')).releases.size).toBe(0);
  });

  it('of a tank is of what was drawn of it; of what is not known it is refused', async () => {
    await recall('tank', 'T-1');
    expect(await recalled()).toEqual(['R-2_B']);
    expect(await slugOf(recall('unit', '061100000000000017', 'RC-2'))).toBe('nothing_to_recall');
    expect(await slugOf(recall('lot', 'LOT-9', 'RC-2'))).toBe('nothing_to_recall');
  });

  it('of a tank is of what is drawn of it later too', async () => {
    await recall('tank', 'T-1');
    await house.made('R-3_B', 'R-3', ['tank:T-1'], origins('LOT-1', 'LOT-2'), 'BOTTLE-500');
    expect((await house.lot('R-3_B')).recalledBy).toBe('RC-1');
  });

  it('names nothing that was drawn of a tank before it came there', async () => {
    await house.made('R-3_OIL', 'R-3', ['lot:LOT-3'], origins('LOT-3'));
    await house.fillTank('T-1', 'R-3_OIL', origins('LOT-3'));
    await recall('lot', 'R-3_OIL');
    expect(await recalled()).toEqual([]);
    expect((await house.lot('R-3_OIL')).recalledBy).toBe('RC-1');
  });

  it('is of what came out of a run that had been charged with it', async () => {
    await house.charged('R-3', ['lot:LOT-3'], origins('LOT-3'));
    await recall('lot', 'LOT-3');
    await house.completed('R-3_OIL', 'R-3', origins('LOT-3'));
    expect((await house.lot('R-3_OIL')).recalledBy).toBe('RC-1');
  });
});

describe('a certificate', () => {
  let house: House;
  beforeEach(async () => {
    house = await House.open();
    await house.member('P-1', 'C-1');
    await house.rawLot('LOT-1');
    const certificates = house.get(CertificateController);
    const standard = { standardId: 'organic-eu', version: '2018-848' };
    const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
    const holder = { kind: 'cooperative' as const, id: 'C-1' };
    const what = { certificateId: 'CERT-1', claim: 'organic', standard, body: 'CCPB', number: '1' };
    await certificates.grant({ ...what, holder, productIds: ['OLIVE'], ...dates }, house.call());
    await house.controlled('LOT-1');
  });
  afterEach(() => house.office.close());

  const organic = async () => (await house.lot('LOT-1')).claims.some(({ claim }) => claim === 'organic');
  const effect = (effectiveFrom: string) => ({ reason: 'a finding', effectiveFrom });

  it('is claimed by what it covers, until it is suspended, and again when it stands', async () => {
    const certificates = house.get(CertificateController);
    expect(await organic()).toBe(true);
    await certificates.suspend('CERT-1', effect('2026-11-15'), house.call());
    await house.office.settle();
    expect(await organic()).toBe(false);
    expect((await house.lot('LOT-1')).releases.size).toBe(1);
    await certificates.reinstate('CERT-1', effect('2026-11-18'), house.call());
    await house.office.settle();
    expect(await organic()).toBe(true);
  });

  it('that stands again is claimed by what was released while it was suspended, and one that comes late too', async () => {
    const certificates = house.get(CertificateController);
    await certificates.suspend('CERT-1', effect('2026-11-15'), house.call());
    await house.rawLot('LOT-2');
    await house.controlled('LOT-2');
    await house.rawLot('LOT-3', 'P-9');
    await house.member('P-9', 'C-9');
    await house.controlled('LOT-3');
    const claimed = async (lotId: string) => (await house.lot(lotId)).claims.map(({ claim }) => claim);
    expect(await claimed('LOT-2')).not.toContain('organic');
    await certificates.reinstate('CERT-1', effect('2026-11-18'), house.call());
    const standard = { standardId: 'organic-eu', version: '2018-848' };
    const holder = { kind: 'cooperative' as const, id: 'C-9' };
    const what = { certificateId: 'CERT-9', claim: 'organic', standard, body: 'CCPB', number: '9', holder };
    const dates = { validFrom: '2026-01-01', validTo: '2026-12-31' };
    await certificates.grant({ ...what, productIds: ['OLIVE'], ...dates }, house.call());
    await house.office.settle();
    expect(await claimed('LOT-2')).toContain('organic');
    expect(await claimed('LOT-3')).toContain('organic');
  });

  it('that is suspended while a clerk holds the lot is not said when the hold is lifted', async () => {
    const clerk = house.get(LotStatusController);
    await clerk.hold('LOT-1', { reason: 'a smell', heldAt: NOW }, house.call());
    await house.office.settle();
    await house.get(CertificateController).suspend('CERT-1', effect('2026-11-15'), house.call());
    await house.office.settle();
    await clerk.lift('LOT-1', { reason: 'it was the crate', liftedAt: NOW }, house.call());
    await house.office.settle();
    expect(await organic()).toBe(false);
    expect((await house.lot('LOT-1')).releases.get('MA')?.claims).not.toContainEqual(
      expect.objectContaining({ claim: 'organic' }),
    );
  });

  it('of a group is not said any more of a member who was suspended back in time, until it is lifted', async () => {
    const certificates = house.get(CertificateController);
    const land = { hectaresHundredths: 300, greenhouseHectaresHundredths: 0, grasslandHectaresHundredths: 0 };
    const members = [{ producerCode: 'P-1', ...land }];
    await certificates.listMembers('CERT-1', { validFrom: '2026-01-01', members }, house.call());
    const of = { producerCode: 'P-1', reason: 'a finding', from: '2026-11-01' };
    await certificates.suspendMember('CERT-1', of, house.call());
    await house.office.settle();
    expect(await organic()).toBe(false);
    await certificates.lift('CERT-1', { ...of, from: '2026-11-05' }, house.call());
    await house.office.settle();
    expect(await organic()).toBe(true);
  });

  it('that is withdrawn back in time names what was sold under it, and to whom', async () => {
    const line = {
      lotId: 'LOT-1',
      grams: 400_000,
      campaignId: 'OLIVE-2026',
      productId: 'OLIVE',
      grade: 'extra',
    };
    const priced = { unit: 'kg', quantity: 400_000, unitPriceMinor: 900, amountCentimes: 360_000 } as const;
    const sold = sales.order.OrderFulfilled({
      orderId: 'O-1',
      buyerId: 'B-1',
      deliveryNoteNumber: 'BL-1',
      contractId: 'K-1',
      kind: 'pooled',
      lines: [{ ...line, ...priced }],
      amountCentimes: 360_000,
      paymentDays: 30,
      deliveredOn: '2026-11-19',
      tax: null,
    });
    await house.office.hear(sales.order.OrderFulfilled, 'O-1', sold);
    await house.get(CertificateController).withdraw('CERT-1', effect('2026-10-01'), house.call());
    await house.office.settle();
    expect(await organic()).toBe(false);
    expect(await house.get(SoldUnderController).list('CERT-1', 0)).toEqual({
      items: [{ lotId: 'LOT-1', orderId: 'O-1', buyerId: 'B-1', grams: 400_000, deliveredOn: '2026-11-19' }],
      next: null,
    });
  });
});
