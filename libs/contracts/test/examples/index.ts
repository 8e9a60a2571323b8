import { accessExamples } from './access.examples';
import { affiliationExamples } from './affiliation.examples';
import { cashExamples } from './cash.examples';
import { certificationExamples } from './certification.examples';
import { claimExamples } from './claims.examples';
import { collectionExamples } from './collection.examples';
import { conditioningExamples } from './conditioning.examples';
import type { ContractEvent, ExamplesOf } from './example';
import { accountExamples } from './payments.examples';
import { poolExamples } from './pools.examples';
import { salesExamples } from './sales.examples';
import { takenBackExamples } from './taken-back.examples';
import { transferExamples } from './transfers.examples';
import { traceabilityExamples } from './traceability.examples';
import { transportExamples } from './transport.examples';

/** An example of every event type in its present version: what the golden files hold. */
export const examples: ExamplesOf<ContractEvent> = {
  ...accessExamples,
  ...affiliationExamples,
  ...collectionExamples,
  ...conditioningExamples,
  ...certificationExamples,
  ...transportExamples,
  ...traceabilityExamples,
  ...salesExamples,
  ...accountExamples,
  ...claimExamples,
  ...takenBackExamples,
  ...poolExamples,
  ...transferExamples,
  ...cashExamples,
};
