import { OCE } from '@oce/contracts';
import { defineEvents, event, type EventOf } from '@oce/event-sourcing';
import type { MoistureMethod } from '../../delivery/domain/reductions';

export const intakeRuleEvents = defineEvents(
  { stream: OCE, context: 'collection', aggregate: 'intake-rule', id: 'productId' },
  {
    /** What a product may have in it, from a day on. */
    IntakeRulePublished: event<{
      productId: string;
      validFrom: string;
      impuritiesTolerancePpm: number;
      maxImpuritiesPpm: number;
      maxMoisturePpm: number;
      /** How water above the base is taken off; absent where moisture only refuses. */
      moisture?: { basePpm: number; method: MoistureMethod };
    }>(),
  },
);
export type IntakeRulePublished = EventOf<typeof intakeRuleEvents.IntakeRulePublished>;

export type IntakeRuleEvent = EventOf<typeof intakeRuleEvents>;
