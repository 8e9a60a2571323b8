import type { CertificateGranted } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { certificateEvents } from '../domain/certificate';

export interface CertificateDocument extends Omit<CertificateGranted['data'], 'standard' | 'holder'> {
  readonly standard: { readonly standardId: string; readonly version: string };
  readonly holder: { readonly kind: CertificateGranted['data']['holder']['kind']; readonly id: string };
  /** What became of it, in the order of the log. */
  readonly changes: readonly {
    readonly is: 'suspended' | 'reinstated' | 'withdrawn';
    readonly effectiveFrom: string;
    readonly reason: string;
  }[];
  /** Of a group: its members by list. */
  readonly lists: readonly { readonly validFrom: string; readonly producerCodes: readonly string[] }[];
  readonly suspensions: readonly {
    readonly producerCode: string;
    readonly from: string;
    readonly liftedFrom: string | null;
  }[];
  readonly inspections: readonly {
    readonly producerCode: string;
    readonly inspectedOn: string;
    readonly nonConformities: readonly string[];
  }[];
}

/** Which certificates are there, and what of them holds? A group's list is of 2,000 members at the most. */
export const certificatesProjection = projectionFrom(certificateEvents)<CertificateDocument>({
  name: 'certificates',
  version: 2,
  indexes: [{ fields: { claim: 1, _id: 1 } }],
  keys: (event) => [event.data.certificateId],
  project: {
    CertificateGranted(_document, { data }) {
      const { certificateId, claim, body, number, productIds, activities, validFrom, validTo } = data;
      const standard = { standardId: data.standard.standardId, version: data.standard.version };
      const holder = { kind: data.holder.kind, id: data.holder.id };
      const { custody, premiumFund } = data;
      const goods = { productIds: [...productIds], activities: [...activities] };
      const what = { certificateId, claim, standard, body, number, holder, ...goods, validFrom, validTo };
      const kept = { ...(custody ? { custody } : {}), ...(premiumFund ? { premiumFund } : {}) };
      return { ...what, ...kept, changes: [], lists: [], suspensions: [], inspections: [] };
    },
    CertificateSuspended: (document, { data: { reason, effectiveFrom } }) =>
      document && withChange(document, { is: 'suspended', effectiveFrom, reason }),
    CertificateReinstated: (document, { data: { reason, effectiveFrom } }) =>
      document && withChange(document, { is: 'reinstated', effectiveFrom, reason }),
    CertificateWithdrawn: (document, { data: { reason, effectiveFrom } }) =>
      document && withChange(document, { is: 'withdrawn', effectiveFrom, reason }),
    GroupMembersListed(document, { data: { validFrom, members } }) {
      const producerCodes = members.map(({ producerCode }) => producerCode);
      return document && { ...document, lists: [...document.lists, { validFrom, producerCodes }] };
    },
    MemberInspected(document, { data: { producerCode, inspectedOn, nonConformities } }) {
      const inspection = { producerCode, inspectedOn, nonConformities: [...nonConformities] };
      return document && { ...document, inspections: [...document.inspections, inspection] };
    },
    MemberSuspended(document, { data: { producerCode, from } }) {
      const suspension = { producerCode, from, liftedFrom: null };
      return document && { ...document, suspensions: [...document.suspensions, suspension] };
    },
    MemberSuspensionLifted(document, { data: { producerCode, from } }) {
      if (!document) return undefined;
      const suspensions = document.suspensions.map((one) =>
        one.producerCode === producerCode && one.liftedFrom === null ? { ...one, liftedFrom: from } : one,
      );
      return { ...document, suspensions };
    },
  },
});

const withChange = (document: CertificateDocument, change: CertificateDocument['changes'][number]) => ({
  ...document,
  changes: [...document.changes, change],
});
