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

export const temperatureTermsEvents = defineEvents(
  { stream: OCE, context: 'transport', aggregate: 'temperature-terms', id: 'productId' },
  {
    /** In which range a product travels, and for how long it may be out of it in all, from a day on. */
    TemperatureTermsPublished: event<{
      productId: string;
      validFrom: string;
      lowestMilliCelsius: number;
      highestMilliCelsius: number;
      mostMinutesOut: number;
    }>(),
  },
);
export type TemperatureTerms = EventOf<typeof temperatureTermsEvents.TemperatureTermsPublished>['data'];
export type PublishTemperatureTerms = Command<'PublishTemperatureTerms', TemperatureTerms>;

export interface TemperatureTermsState {
  readonly versions: readonly TemperatureTerms[];
}

/** The range of one product, in dated versions. Refuses `temperature_terms_published` and `temperature_range_empty`. */
export const temperatureTermsAggregate = defineAggregate<
  TemperatureTermsState,
  PublishTemperatureTerms,
  typeof temperatureTermsEvents
>(temperatureTermsEvents, {
  initial: { versions: [] },
  decide({ data }, { versions }) {
    const known = versions.find(({ validFrom }) => validFrom === data.validFrom);
    if (known !== undefined) {
      if (saysTheSame(known, data)) return [];
      throw conflict(
        'temperature_terms_published',
        'Terms stand for this day: publish the next from a later one.',
        'validFrom',
      );
    }
    if (data.lowestMilliCelsius > data.highestMilliCelsius)
      throw invalid('temperature_range_empty', 'The lowest is above the highest.', 'lowestMilliCelsius');
    return [temperatureTermsEvents.TemperatureTermsPublished(data)];
  },
  evolve: ({ versions }, { data }) => ({ versions: [...versions, data] }),
});

/** The terms of a day; undefined where none are in force. */
export const temperatureTermsOn = ({ versions }: TemperatureTermsState, day: string) =>
  inForceOn(versions, day);
