import type { ConventionEnded, ConventionSigned, CooperativeAffiliated } from '@oce/contracts';

export type CooperativeEvent = CooperativeAffiliated | ConventionSigned | ConventionEnded;
