import { sales } from '@oce/contracts';

export const contractEvents = sales.contract;
