import type { AffiliationContractEvent, CampaignOpened, ProductListed } from '@oce/contracts';
import { eventsOf } from '@oce/contracts';
import { defineProjection } from '@oce/projections';
import { addDays, startOfBusinessDate } from '@oce/quantities';
import type { IntakeRuleEvent, IntakeRulePublished } from '../intake-rule/intake-rule.events';
import type { StationEvent } from '../station/station.events';

/** Reference data of the hot path, kept in memory: who may deliver what, where, on which scale. */

export interface ProducerReference {
  readonly isAffiliated: boolean;
}
export const producerReferences = defineProjection<ProducerReference, AffiliationContractEvent>({
  name: 'producer_references',
  version: 1,
  subjects: [eventsOf('affiliation', 'producer')],
  keys: (event) =>
    event.type === 'ProducerAffiliated' || event.type === 'ProducerLeft' ? [event.data.producerCode] : [],
  project: (_document, event) => ({ isAffiliated: event.type === 'ProducerAffiliated' }),
});

export interface CampaignReference {
  readonly productId: string;
  /** Instants, ISO 8601 in UTC: from the first included to the last excluded. */
  readonly from: string;
  readonly until: string;
}
export const campaignReferences = defineProjection<CampaignReference, AffiliationContractEvent>({
  name: 'campaign_references',
  version: 1,
  subjects: [eventsOf('affiliation', 'campaign')],
  keys: (event) =>
    event.type === 'CampaignOpened' || event.type === 'CampaignClosed' ? [event.data.campaignId] : [],
  project(document, event) {
    if (event.type === 'CampaignOpened') return campaignOf(event.data);
    if (event.type === 'CampaignClosed' && document) {
      return { ...document, until: dayAfter(event.data.closedOn) };
    }
    return document;
  },
});
const dayAfter = (date: string): string => startOfBusinessDate(addDays(date, 1));
const campaignOf = (data: CampaignOpened['data']): CampaignReference => ({
  productId: data.productId,
  from: startOfBusinessDate(data.opensOn),
  until: dayAfter(data.lastWeighingOn),
});

export interface ProductReference {
  readonly grades: readonly string[];
}
export const productReferences = defineProjection<ProductReference, ProductListed>({
  name: 'product_references',
  version: 1,
  subjects: [eventsOf('affiliation', 'product')],
  keys: (event) => (event.type === 'ProductListed' ? [event.data.productId] : []),
  project: (_document, event) => ({ grades: event.data.grades.map((one) => one.grade) }),
});

/** `scale:<id>` and `terminal:<id>`. */
export interface EquipmentReference {
  readonly stationId: string;
  readonly scaleId: string;
  readonly verifications: readonly { readonly from: string; readonly until: string }[];
}
export const equipmentReferences = defineProjection<EquipmentReference, StationEvent>({
  name: 'equipment_references',
  version: 1,
  subjects: [eventsOf('collection', 'station')],
  keys(event) {
    if (event.type === 'ScaleVerified') return [`scale:${event.data.scaleId}`];
    return event.type === 'TerminalInstalled' ? [`terminal:${event.data.terminalId}`] : [];
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

export interface IntakeRulesReference {
  readonly rules: readonly IntakeRulePublished['data'][];
}
export const intakeRuleReferences = defineProjection<IntakeRulesReference, IntakeRuleEvent>({
  name: 'intake_rule_references',
  version: 1,
  subjects: [eventsOf('collection', 'intake-rule')],
  keys: (event) => [event.data.productId],
  project: (document, event) => ({ rules: [...(document?.rules ?? []), event.data] }),
});
