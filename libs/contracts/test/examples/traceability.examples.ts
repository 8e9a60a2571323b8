import type { TraceabilityContractEvent } from '../../src/traceability.events';
import type { ExamplesOf } from './example';

const drillId = 'DRILL-2026-2';

/** A drill on the worked bottles, all found within the hour; a trader's price of the week of the harvest. */
export const traceabilityExamples = {
  RecallDrillStarted: {
    v: 1,
    data: {
      drillId,
      lotId: 'RUN-2_B',
      productId: 'BOTTLE-500',
      toFindGrams: 45_800,
      startedBy: 'staff:amal',
      startedAt: '2026-12-01T08:00:00.000Z',
    },
  },
  RecallDrillStepRecorded: {
    v: 1,
    data: {
      drillId,
      stepId: 'S-1',
      step: 'buyers',
      minutes: 25,
      foundGrams: 45_800,
      contactsTried: 4,
      contactsReached: 3,
      note: 'one line was busy',
      recordedBy: 'staff:amal',
      recordedAt: '2026-12-01T08:40:00.000Z',
    },
  },
  RecallDrillClosed: {
    v: 1,
    data: {
      drillId,
      foundGrams: 45_800,
      foundPpm: 1_000_000,
      contactsTried: 4,
      contactsReached: 3,
      minutes: 45,
      mostMinutes: 240,
      isInTime: true,
      closedBy: 'staff:amal',
      closedAt: '2026-12-01T08:45:00.000Z',
    },
  },
  TraderPriceEntered: {
    v: 1,
    data: {
      priceId: 'TP-2026-41-OUEZ',
      place: 'Souk de Ouezzane',
      productId: 'OLIVE',
      day: '2026-10-08',
      pricePerKgCentimes: 480,
      source: 'relevé du marché',
      enteredBy: 'staff:amal',
    },
  },
  TraderPriceWithdrawn: {
    v: 1,
    data: { priceId: 'TP-2026-41-OUEZ', reason: 'another market', withdrawnBy: 'staff:amal' },
  },
} satisfies ExamplesOf<TraceabilityContractEvent>;
