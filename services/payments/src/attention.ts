import { OCE } from '@oce/contracts';
import { attentionAggregate } from '@oce/policies';

/** The attention list of payments, for policies that put a matter before a clerk. */
export const attention: ReturnType<typeof attentionAggregate> = attentionAggregate(OCE, 'payments');
