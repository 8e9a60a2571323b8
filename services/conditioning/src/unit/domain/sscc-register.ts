import { OCE } from '@oce/contracts';
import { withGs1CheckDigit } from '@oce/identifiers';
import { conflict, defineAggregate, defineEvents, event, type Command } from '@oce/event-sourcing';

export const ssccRegisterEvents = defineEvents(
  { stream: OCE, context: 'conditioning', aggregate: 'sscc-register', id: 'companyPrefix' },
  {
    /** The next SSCC of the company: whatever becomes of its unit, none is given twice. */
    SsccTaken: event<{ companyPrefix: string; serial: number; sscc: string }>(),
  },
);

export type TakeSscc = Command<'TakeSscc', { companyPrefix: string }>;
export interface SsccRegisterState {
  readonly last: number;
}

/** The SSCCs under a GS1 company prefix, in turn. Refuses `sscc_used_up`. */
export const ssccRegister = defineAggregate<SsccRegisterState, TakeSscc, typeof ssccRegisterEvents>(
  ssccRegisterEvents,
  {
    initial: { last: 0 },
    decide({ data: { companyPrefix } }, { last }) {
      const serial = last + 1;
      const digits = 16 - companyPrefix.length;
      if (String(serial).length > digits)
        throw conflict('sscc_used_up', `All SSCCs of ${companyPrefix} are given: use another prefix.`);
      const sscc = withGs1CheckDigit(`0${companyPrefix}${String(serial).padStart(digits, '0')}`);
      return [ssccRegisterEvents.SsccTaken({ companyPrefix, serial, sscc })];
    },
    evolve: (_state, { data: { serial } }) => ({ last: serial }),
  },
);
