import type { CampaignOpened, ProducerAffiliated, ProductListed } from '@oce/contracts';
import { projected } from '@oce/testing';
import type { StationEvent } from '../station/domain/station.events';
import {
  campaignReferences,
  equipmentReferences,
  intakeRuleReferences,
  producerReferences,
  productReferences,
} from './reads/references';

const affiliated: ProducerAffiliated = {
  type: 'ProducerAffiliated',
  v: 1,
  data: {
    producerCode: 'P-1',
    cooperativeId: 'C-1',
    affiliatedOn: '2026-01-01',
    name: 'enc',
    cin: 'enc',
    phone: 'enc',
    birthDate: 'enc',
  },
};
const opened: CampaignOpened = {
  type: 'CampaignOpened',
  v: 1,
  data: {
    campaignId: 'OLIVE-2026',
    productId: 'OLIVE',
    name: 'Olives',
    opensOn: '2026-09-01',
    lastWeighingOn: '2026-12-31',
  },
};

describe('reference data of the hot path', () => {
  it('knows from when to when a producer belongs', () => {
    const left = {
      type: 'ProducerLeft' as const,
      v: 1 as const,
      data: { producerCode: 'P-1', leftOn: '2026-11-01', reason: 'r' },
    };
    const from = { affiliatedOn: '2026-01-01' };
    expect(projected(producerReferences, [affiliated])).toEqual({ 'P-1': { ...from, leftOn: null } });
    expect(projected(producerReferences, [affiliated, left])).toEqual({
      'P-1': { ...from, leftOn: '2026-11-01' },
    });
    expect(projected(producerReferences, [affiliated, left, affiliated])).toEqual({
      'P-1': { ...from, leftOn: null },
    });
    expect(projected(producerReferences, [left])).toEqual({});
  });

  it('knows from what instant to what instant a campaign takes in, in business dates', () => {
    expect(projected(campaignReferences, [opened])).toEqual({
      // Casablanca is an hour ahead of UTC then.
      'OLIVE-2026': {
        productId: 'OLIVE',
        from: '2026-08-31T23:00:00.000Z',
        until: '2026-12-31T23:00:00.000Z',
      },
    });
  });

  it('knows that a campaign closed early, and nothing of one that it has not seen open', () => {
    const closed = {
      type: 'CampaignClosed' as const,
      v: 1 as const,
      data: { campaignId: 'OLIVE-2026', closedOn: '2026-11-30' },
    };
    expect(projected(campaignReferences, [opened, closed])).toMatchObject({
      'OLIVE-2026': { from: '2026-08-31T23:00:00.000Z', until: '2026-11-30T23:00:00.000Z' },
    });
    expect(projected(campaignReferences, [closed])).toEqual({});
  });

  it('lets no campaign last longer by closing it after its last weighing', () => {
    const data = { campaignId: 'OLIVE-2026', closedOn: '2028-01-31' };
    const closed = { type: 'CampaignClosed' as const, v: 1 as const, data };
    expect(projected(campaignReferences, [opened, closed])).toEqual(projected(campaignReferences, [opened]));
  });

  it('knows the grades of a product', () => {
    const listed: ProductListed = {
      type: 'ProductListed',
      v: 2,
      data: {
        productId: 'OLIVE',
        name: 'Olives',
        gtin: '06111234567893',
        unit: 'kg',
        kind: 'raw',
        packing: null,
        grades: [
          { grade: 'extra', name: 'Extra' },
          { grade: 'virgin', name: 'Vierge' },
        ],
      },
    };
    expect(projected(productReferences, [listed])).toEqual({ OLIVE: { grades: ['extra', 'virgin'] } });
  });

  it('knows every verification of a scale, to the end of its last day, and where a terminal stands', () => {
    const scale = { stationId: 'ST-1', scaleId: 'SC-1', kind: 'weighbridge' };
    const verified = (certificate: string, verifiedOn: string, validUntil: string): StationEvent => ({
      type: 'ScaleVerified',
      v: 1,
      data: { ...scale, certificate, verifiedOn, validUntil },
    });
    const events: StationEvent[] = [
      {
        type: 'StationOpened',
        v: 1,
        data: { stationId: 'ST-1', name: 'n', cooperativeId: 'C', openedOn: '2026-01-01' },
      },
      verified('V-1', '2026-01-01', '2026-10-31'),
      verified('V-2', '2026-11-05', '2027-10-31'),
      { type: 'TerminalInstalled', v: 1, data: { stationId: 'ST-1', terminalId: 'TM-1', scaleId: 'SC-1' } },
    ];
    expect(projected(equipmentReferences, events)).toEqual({
      'scale:ST-1/SC-1': {
        stationId: 'ST-1',
        scaleId: 'SC-1',
        verifications: [
          { from: '2025-12-31T23:00:00.000Z', until: '2026-10-31T23:00:00.000Z' },
          { from: '2026-11-04T23:00:00.000Z', until: '2027-10-31T23:00:00.000Z' },
        ],
      },
      'terminal:TM-1': { stationId: 'ST-1', scaleId: 'SC-1', verifications: [] },
    });
  });

  it('knows every rule of a product', () => {
    const rule = { impuritiesTolerancePpm: 1, maxImpuritiesPpm: 2, maxMoisturePpm: 3, productId: 'OLIVE' };
    const published = (validFrom: string) => ({
      type: 'IntakeRulePublished' as const,
      v: 1 as const,
      data: { ...rule, validFrom },
    });
    expect(
      projected(intakeRuleReferences, [published('2026-09-01'), published('2026-10-01')])['OLIVE']?.rules,
    ).toHaveLength(2);
  });
});
