import type { Event } from '@oce/event-sourcing';
import type { MoistureMethod } from '../grading/reductions';

/** What a product may have in it, from a day on. */
export type IntakeRulePublished = Event<
  'IntakeRulePublished',
  {
    productId: string;
    validFrom: string;
    impuritiesTolerancePpm: number;
    maxImpuritiesPpm: number;
    maxMoisturePpm: number;
    /** How water above the base is taken off; absent where moisture only refuses. */
    moisture?: { basePpm: number; method: MoistureMethod };
  },
  1
>;
export type IntakeRuleEvent = IntakeRulePublished;
