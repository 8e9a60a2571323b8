import { PersonalDataConfig } from '@oce/service-kit';

/** The portal opens one personal field: the producer's own name, for the header of their page. */
export class PortalConfig extends PersonalDataConfig {}
