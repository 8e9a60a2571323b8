import { sales } from '@oce/contracts';
import type { EventOf } from '@oce/event-sourcing';

export const contractEvents = sales.contract;
export type ContractEvent = EventOf<typeof contractEvents>;
