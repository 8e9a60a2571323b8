import type { ExporterAffiliated } from '@oce/contracts';
import { conflict, refuseIf, saysTheSame, type Command, type Decider } from '@oce/event-sourcing';

export type AffiliateExporter = Command<'AffiliateExporter', ExporterAffiliated['data']>;
export interface ExporterState {
  readonly affiliated?: ExporterAffiliated['data'];
}

/** A small exporter who sells through OCE. */
export const exporterDecider: Decider<ExporterState, AffiliateExporter, ExporterAffiliated> = {
  context: 'affiliation',
  aggregate: 'exporter',
  initial: {},

  decide({ data }, { affiliated }) {
    if (affiliated === undefined) return [{ type: 'ExporterAffiliated', v: 1, data }];
    const isSame = saysTheSame(affiliated, data);
    const message = 'An exporter of this id stands with another content.';
    refuseIf(!isSame, conflict('exporter_id_taken', message, 'exporterId'));
    return [];
  },

  evolve: (_state, event) => ({ affiliated: event.data }),
};
