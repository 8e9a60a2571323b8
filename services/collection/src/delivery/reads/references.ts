import { affiliation } from '@oce/contracts';
import type { Limit } from '@oce/event-sourcing';
import { projectionFrom } from '@oce/projections';
import { addDays, startOfBusinessDate } from '@oce/quantities';
import type { Membership } from '../domain/membership';
import { intakeRuleEvents, type IntakeRulePublished } from '../../intake-rule/domain/intake-rule';
import { limitsEvents } from '../../limit/domain/limits';
import { stationEvents } from '../../station/domain/station.events';

// Reference data of the hot path, kept in memory: who may deliver what, where, on which scale.

export const producerReferences = projectionFrom(affiliation.producer)<Membership>({
  name: 'producer_references',
  version: 2,
  keys: (event) =>
    event.type === 'ProducerAffiliated' || event.type === 'ProducerLeft' ? [event.data.producerCode] : [],
  project(document, event) {
    if (event.type === 'ProducerAffiliated') return { affiliatedOn: event.data.affiliatedOn, leftOn: null };
    return event.type === 'ProducerLeft' && document
      ? { affiliatedOn: document.affiliatedOn, leftOn: event.data.leftOn }
      : document;
  },
});

/** A plot that its producer has declared. */
export interface PlotReference {
  readonly crop: string;
}
/** Producers number their plots themselves. */
export const plotKey = ({ producerCode, plotId }: { producerCode: string; plotId: string }): string =>
  `${producerCode}/${plotId}`;
export const plotReferences = projectionFrom(affiliation.producer.PlotDeclared)<PlotReference>({
  name: 'plot_references',
  version: 1,
  keys: ({ data }) => [plotKey(data)],
  project: (_document, { data: { crop } }) => ({ crop }),
});

export interface CampaignReference {
  readonly productId: string;
  /** Instants, ISO 8601 in UTC: from the first included to the last excluded. */
  readonly from: string;
  readonly until: string;
}
export const campaignReferences = projectionFrom(affiliation.campaign)<CampaignReference>({
  name: 'campaign_references',
  version: 1,
  keys: (event) => [event.data.campaignId],
  project: {
    CampaignOpened: (_document, { data: { productId, opensOn, lastWeighingOn } }) => ({
      productId,
      from: startOfBusinessDate(opensOn),
      until: dayAfter(lastWeighingOn),
    }),
    // Closing it later than its last weighing does not take in anew.
    CampaignClosed(document, { data }) {
      const until = dayAfter(data.closedOn);
      return document && { ...document, until: until < document.until ? until : document.until };
    },
  },
});
const dayAfter = (date: string): string => startOfBusinessDate(addDays(date, 1));

export interface ProductReference {
  readonly grades: readonly string[];
}
export const productReferences = projectionFrom(affiliation.product)<ProductReference>({
  name: 'product_references',
  version: 1,
  keys: (event) => [event.data.productId],
  project: (_document, event) => ({ grades: event.data.grades.map((one) => one.grade) }),
});

/** Of a terminal: where it stands, and its scale. Of a scale of a station: its verifications. */
export interface EquipmentReference {
  readonly stationId: string;
  readonly scaleId: string;
  readonly verifications: readonly { readonly from: string; readonly until: string }[];
}
export const terminalKey = ({ terminalId }: { terminalId: string }): string => `terminal:${terminalId}`;
/** Stations number their scales themselves. */
export const scaleKey = ({ stationId, scaleId }: { stationId: string; scaleId: string }): string =>
  `scale:${stationId}/${scaleId}`;
export const equipmentReferences = projectionFrom(stationEvents)<EquipmentReference>({
  name: 'equipment_references',
  version: 1,
  keys(event) {
    if (event.type === 'ScaleVerified') return [scaleKey(event.data)];
    return event.type === 'TerminalInstalled' ? [terminalKey(event.data)] : [];
  },
  project(document, event) {
    if (event.type === 'StationOpened') return document;
    const { stationId, scaleId } = event.data;
    if (event.type === 'TerminalInstalled') return { stationId, scaleId, verifications: [] };
    const { verifiedOn, validUntil } = event.data;
    const added = { from: startOfBusinessDate(verifiedOn), until: dayAfter(validUntil) };
    return { stationId, scaleId, verifications: [...(document?.verifications ?? []), added] };
  },
});

/** The limits of a kind that were published. */
export interface LimitsReference {
  readonly limits: readonly Limit[];
}
export const limitReferences = projectionFrom(limitsEvents.LimitPublished)<LimitsReference>({
  name: 'limit_references',
  version: 1,
  keys: ({ data }) => [data.kind],
  project: (document, { data: { version, kind, validFrom, limit } }) => ({
    limits: [...(document?.limits ?? []), { version, kind, validFrom, limit }],
  }),
});

export interface IntakeRulesReference {
  readonly rules: readonly IntakeRulePublished['data'][];
}
export const intakeRuleReferences = projectionFrom(intakeRuleEvents)<IntakeRulesReference>({
  name: 'intake_rule_references',
  version: 1,
  keys: (event) => [event.data.productId],
  project: (document, event) => ({ rules: [...(document?.rules ?? []), event.data] }),
});
