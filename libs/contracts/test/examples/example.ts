import type { AccessContractEvent } from '../../src/access.events';
import type { AffiliationContractEvent } from '../../src/affiliation.events';
import type { CertificationContractEvent } from '../../src/certification.events';
import type { CollectionContractEvent } from '../../src/collection.events';
import type { ConditioningContractEvent } from '../../src/conditioning.events';
import type { PaymentsContractEvent } from '../../src/payments.events';
import type { SalesContractEvent } from '../../src/sales.events';
import type { TraceabilityContractEvent } from '../../src/traceability.events';
import type { TransportContractEvent } from '../../src/transport.events';

/** Every event that contexts say to each other. */
export type ContractEvent =
  | AccessContractEvent
  | AffiliationContractEvent
  | CollectionContractEvent
  | ConditioningContractEvent
  | CertificationContractEvent
  | TransportContractEvent
  | TraceabilityContractEvent
  | SalesContractEvent
  | PaymentsContractEvent;

/** One example an event type: a type without its example, or an example that its type no longer fits, does not compile. */
export type ExamplesOf<E extends { type: string; v: number; data: object }> = {
  readonly [T in E['type']]: {
    readonly v: Extract<E, { type: T }>['v'];
    readonly data: Extract<E, { type: T }>['data'];
  };
};
