import { OCE } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { inForceOn } from '@oce/quantities';
import type { Limit } from './limits';

/** A grade with what it takes, from the best to the last. */
export interface Category {
  readonly grade: string;
  readonly limits: readonly Limit[];
  /** Whether goods of this grade may be sold to the market at all: lampante oil is refined first. */
  readonly isSold: boolean;
}

/** How warm a process may be at the most, so that something may be said of what it made. */
export interface ProcessLimit {
  /** `cold_extraction`. */
  readonly claim: string;
  readonly activity: string;
  /** In tenths of a degree. */
  readonly maxDeciCelsius: number;
}

/** A version of a standard, as data: for one market, from a day on. */
export interface StandardContent {
  readonly version: string;
  readonly market: string;
  readonly productIds: readonly string[];
  readonly validFrom: string;
  /** Where it came from: a regulation by its number. */
  readonly source: string;
  /** What every lot must keep. */
  readonly general: readonly Limit[];
  /** From the best to the last; none where a lot keeps the grade that it was taken in at. */
  readonly categories: readonly Category[];
  /** How many days after the sample a counter-assessment may be asked for. */
  readonly counterAssessmentDays: number;
  /** Limits of processes; absent in older logs, and where it has none. */
  readonly processes?: readonly ProcessLimit[];
}

export const standardEvents = defineEvents(
  { stream: OCE, context: 'certification', aggregate: 'standard', id: 'standardId' },
  { StandardPublished: event<{ standardId: string } & StandardContent>() },
);
export type StandardPublished = EventOf<typeof standardEvents.StandardPublished>;
export type PublishStandard = Command<'PublishStandard', StandardPublished['data']>;

export interface StandardState {
  readonly versions: readonly StandardPublished['data'][];
}

/** A standard in dated versions; a published one is never changed. Refuses `standard_published`, `grade_twice`, `limit_empty`. */
export const standardAggregate = defineAggregate<StandardState, PublishStandard, typeof standardEvents>(
  standardEvents,
  {
    initial: { versions: [] },
    decide({ data }, { versions }) {
      const known = versions.find(
        ({ version, validFrom }) => version === data.version || validFrom === data.validFrom,
      );
      if (known && saysTheSame(known, data)) return [];
      if (known)
        throw conflict(
          'standard_published',
          `Version ${known.version} from ${known.validFrom} stands: publish another from a later day.`,
          known.version === data.version ? 'version' : 'validFrom',
        );
      const grades = data.categories.map(({ grade }) => grade);
      if (new Set(grades).size < grades.length)
        throw invalid('grade_twice', 'Each grade stands once, from the best to the last.', 'categories');
      const limits = [...data.general, ...data.categories.flatMap((one) => one.limits)];
      const empty = limits.find(({ max, min }) => max === null && min === null);
      if (empty)
        throw invalid(
          'limit_empty',
          `${empty.parameter} has neither a highest nor a lowest value.`,
          'limits',
        );
      return [standardEvents.StandardPublished(data)];
    },
    evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
  },
);

/** The version of a day; undefined where none is in force. */
export const standardOn = ({ versions }: StandardState, day: string): StandardPublished['data'] | undefined =>
  inForceOn(versions, day);
