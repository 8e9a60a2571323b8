import { affiliation, type ExporterAffiliated } from '@oce/contracts';
import { conflict, defineAggregate, saysTheSame, type Command } from '@oce/event-sourcing';

export const exporterEvents = affiliation.exporter;

export type AffiliateExporter = Command<'AffiliateExporter', ExporterAffiliated['data']>;
export interface ExporterState {
  readonly affiliated?: ExporterAffiliated['data'];
}

/** A small exporter who sells through OCE. */
export const exporterAggregate = defineAggregate<ExporterState, AffiliateExporter, typeof exporterEvents>(
  exporterEvents,
  {
    initial: {},

    decide({ data }, { affiliated }) {
      if (affiliated === undefined) return [exporterEvents.ExporterAffiliated(data)];
      const isSame = saysTheSame(affiliated, data);
      const message = 'An exporter of this id stands with another content.';
      if (!isSame) throw conflict('exporter_id_taken', message, 'exporterId');
      return [];
    },

    evolve: (_state, event) => ({ affiliated: event.data }),
  },
);
