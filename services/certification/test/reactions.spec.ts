import { affiliation, collection, conditioning, sales } from '@oce/contracts';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { certificateEvents } from '../src/certificate/domain/certificate';
import { whenCertificateChangesThenChangeClaims } from '../src/certificate/reactions/when-certificate-changes-then-change-claims';
import {
  lotOriginsProjection,
  passedRunsProjection,
  producerCooperativesProjection,
  rawLotsProjection,
} from '../src/claims/reads/goods';
import { controlAggregate } from '../src/control/domain/control';
import { controlEvents } from '../src/control/domain/control.events';
import { whenVerdictSignedThenReleaseOrReject } from '../src/control/reactions/when-verdict-signed-then-release-or-reject';
import { controlsProjection } from '../src/control/reads/controls';
import { whenLotMadeThenTakeItUp } from '../src/status/reactions/when-lot-made-then-take-it-up';
import { soldLotsProjection } from '../src/status/reads/sold-lots';

const AT = '2026-11-20T08:00:00.000Z';
const holder = { kind: 'lot', id: 'LOT-1' } as const;
const standard = { standardId: 'olives-ma', version: '1' };
const asked = {
  controlId: 'CT-1',
  holder,
  productId: 'OLIVE',
  ownGrade: 'extra',
  market: 'MA',
  standardId: 'olives-ma',
  declaredGrade: null,
  requestedOn: '2026-11-20',
};
const requested = controlEvents.ControlRequested(asked);
const signed = (verdict: 'conform' | 'rejected', kind: 'lot' | 'tank' = 'lot') =>
  controlEvents.VerdictSigned({
    controlId: 'CT-1',
    holder: { kind, id: 'LOT-1' },
    productId: 'OLIVE',
    ownGrade: 'extra',
    market: 'MA',
    standard,
    rules: { general: [], categories: [] },
    measures: [],
    verdict,
    grade: verdict === 'conform' ? 'extra' : null,
    failures:
      verdict === 'conform' ? [] : [{ grade: '', parameter: 'mouldy', measured: '9.0', limit: '<= 3.0 %' }],
    mayStill: [],
    sampledAt: AT,
    signedBy: 'staff:amal',
    signedAt: AT,
  });

describe('a control', () => {
  it('is requested once', () => {
    given(controlAggregate, []).when(command('RequestControl', asked)).then(requested);
    given(controlAggregate, [requested]).when(command('RequestControl', asked)).thenNothing();
    given(controlAggregate, [])
      .when(
        command('ReportAnalysis', {
          reportId: 'R',
          body: 'L',
          number: '1',
          results: [],
          replaces: null,
          reportedOn: '2026-11-20',
        }),
      )
      .thenRefused('control_unknown');
  });

  it('is shown with how far it has come', () => {
    expect(projected(controlsProjection, [requested])).toMatchObject({ 'CT-1': { status: 'requested' } });
    expect(projected(controlsProjection, [requested, signed('rejected')])).toMatchObject({
      'CT-1': { status: 'rejected', verdict: { failures: [{ parameter: 'mouldy' }] } },
    });
  });
});

describe('a verdict', () => {
  const claims = [{ kind: 'same', claim: 'harvest_year', value: '2026' }] as const;
  const view = new Map([['LOT-1', claims]]);

  it('releases its lot with what may be said of it, or rejects it and says why', () => {
    expect(reactionsTo(whenVerdictSignedThenReleaseOrReject, signed('conform'), view)).toMatchObject([
      {
        aggregate: 'lot-status',
        id: 'LOT-1',
        type: 'ReleaseLot',
        data: { market: 'MA', grade: 'extra', claims },
      },
    ]);
    expect(reactionsTo(whenVerdictSignedThenReleaseOrReject, signed('rejected'), view)).toMatchObject([
      { type: 'RejectLot', data: { reason: 'mouldy 9.0, and the limit is <= 3.0 %' } },
    ]);
  });

  it('on what was in a tank releases no lot', () => {
    expect(reactionsTo(whenVerdictSignedThenReleaseOrReject, signed('conform', 'tank'), view)).toEqual([]);
  });

  it('that is opened again holds its lot', () => {
    const reopened = { controlId: 'CT-1', holder, reportId: 'R-2', reopenedOn: '2026-11-21' };
    const event = controlEvents.VerdictReopened(reopened);
    expect(reactionsTo(whenVerdictSignedThenReleaseOrReject, event, view)).toMatchObject([
      { type: 'HoldLot', data: { cause: 'reported_anew' } },
    ]);
  });
});

describe('a lot', () => {
  const closed = collection.lot.LotClosed({
    lotId: 'LOT-1',
    stationId: 'ST-1',
    campaignId: 'C',
    productId: 'OLIVE',
    grade: 'extra',
    netGrams: 9,
    deliveries: [{ deliveryId: 'D', producerCode: 'P-1', netGrams: 9, payableGrams: 9 }],
    closedOn: '2026-11-10',
  });
  const made = (runId: string | null) =>
    conditioning.lotBalance.LotMadeAvailable({
      lotId: 'RUN-1_A',
      runId,
      productId: 'OIL',
      netGrams: 9,
      pieces: null,
      origins: [{ lotId: 'LOT-1', grams: 9 }],
      tankId: null,
    });

  it('is taken up when it is closed or made, with the recall of what it is made of', () => {
    const recall = { recallId: 'RC-1', reason: 'glass' };
    expect(reactionsTo(whenLotMadeThenTakeItUp, closed, new Map())).toMatchObject([
      { type: 'TakeUpLot', data: { lotId: 'LOT-1', grade: 'extra' } },
    ]);
    expect(reactionsTo(whenLotMadeThenTakeItUp, made('RUN-1'), new Map([['RUN-1_A', recall]]))).toMatchObject(
      [{ type: 'TakeUpLot', data: { lotId: 'RUN-1_A', grade: null, recalledBy: recall } }],
    );
    expect(reactionsTo(whenLotMadeThenTakeItUp, made(null), new Map())).toEqual([]);
  });

  it('is known by whose goods are in it, and what they went through', () => {
    expect(projected(rawLotsProjection, [closed])).toEqual({
      'LOT-1': { lotId: 'LOT-1', productId: 'OLIVE', closedOn: '2026-11-10', producerCodes: ['P-1'] },
    });
    expect(projected(lotOriginsProjection, [closed, made('RUN-1')])).toEqual({
      'LOT-1': { lotId: 'LOT-1', runId: null, origins: [{ lotId: 'LOT-1', grams: 9 }] },
      'RUN-1_A': { lotId: 'RUN-1_A', runId: 'RUN-1', origins: [{ lotId: 'LOT-1', grams: 9 }] },
    });
    const run = { runId: 'RUN-1', stationId: 'PRESS', lineId: 'L1', activity: 'press', corrects: null };
    const balance = {
      waste: [],
      lossGrams: 0,
      lossOrigins: [],
      differenceGrams: 0,
      tolerancePpm: 0,
      yieldPpm: 0,
    };
    const rest = { inputs: [], outputs: [], isYieldFlagged: false, completedAt: AT };
    const completed = conditioning.run.RunCompleted({ ...run, ...balance, ...rest });
    expect(projected(passedRunsProjection, [completed])).toEqual({
      'RUN-1': {
        runId: 'RUN-1',
        stationId: 'PRESS',
        lineId: 'L1',
        activity: 'press',
        completedAt: AT,
        completedOn: '2026-11-20',
        lineCleanedAt: null,
        highestDeciCelsius: null,
        rawLotIds: [],
      },
    });
    const person = { producerCode: 'P-1', cooperativeId: 'C-1' };
    const affiliated = affiliation.producer.ProducerAffiliated(person as never);
    expect(projected(producerCooperativesProjection, [affiliated])).toEqual({ 'P-1': person });
  });

  it('is known by who has got goods of it', () => {
    const line = { lotId: 'LOT-1', grams: 5, campaignId: 'C', productId: 'OLIVE', grade: 'extra' };
    const priced = { ...line, unit: 'kg', quantity: 5, unitPriceMinor: 1, amountCentimes: 1 } as const;
    const head = {
      orderId: 'O-1',
      buyerId: 'B-1',
      deliveryNoteNumber: 'BL',
      contractId: 'K',
      kind: 'pooled',
    } as const;
    const money = {
      lines: [priced],
      amountCentimes: 1,
      paymentDays: 1,
      deliveredOn: '2026-11-19',
      tax: null,
    };
    expect(projected(soldLotsProjection, [sales.order.OrderFulfilled({ ...head, ...money })])).toEqual({
      'LOT-1|O-1': { lotId: 'LOT-1', orderId: 'O-1', buyerId: 'B-1', grams: 5, deliveredOn: '2026-11-19' },
    });
  });

  it('loses a claim where its certificate is suspended', () => {
    const { CertificateSuspended } = certificateEvents;
    const event = CertificateSuspended({ certificateId: 'CERT-1', reason: 'x', effectiveFrom: '2026-11-01' });
    const view = new Map([['CERT-1', new Map([['LOT-1', []]])]]);
    expect(reactionsTo(whenCertificateChangesThenChangeClaims, event, view)).toMatchObject([
      {
        aggregate: 'lot-status',
        id: 'LOT-1',
        type: 'ChangeClaims',
        data: { claims: [], reason: 'CERT-1: x' },
      },
    ]);
  });
});
