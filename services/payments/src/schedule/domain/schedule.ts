import {
  conflict,
  defineAggregate,
  invalid,
  proposalsEvolved,
  saysTheSame,
  unknownCommand,
  withSecondPerson,
  type Command,
  type ConfirmProposal,
  type Proposals,
  type RejectProposal,
  type Under,
} from '@oce/event-sourcing';
import { parseBusinessDate, QuantityError } from '@oce/quantities';
import { limitAt, type LimitFacts } from '../../limit/domain/limits';
import { DEDUCTION_ORDER } from '../../pool/domain/settlement/deductions';
import { requireAmount, requireShare } from '../../pool/domain/settlement/guards';
import {
  refuseBackdatedDeductions,
  refuseBackdatedPrices,
  refuseBackdatedPurchases,
  type ScheduleFacts,
} from './backdating';
import { KINDS_BY_RULE } from './charge-kinds';
import {
  scheduleEvents,
  type ChargeSchedulePublished,
  type DeductionSchedulePublished,
  type PriceSchedulePublished,
  type PurchasePricesPublished,
  type Publication,
  type PurchaseGradePrice,
  type ScheduleEvent,
} from './schedule.events';

export type PublishPriceSchedule = Command<
  'PublishPriceSchedule',
  Omit<PriceSchedulePublished['data'], 'limit'>
> & {
  readonly facts: Pick<ScheduleFacts, 'prices'> & Partial<LimitFacts>;
};
export type PublishPurchasePrices = Command<
  'PublishPurchasePrices',
  Omit<PurchasePricesPublished['data'], 'limit'>
> & {
  readonly facts: Pick<ScheduleFacts, 'purchases'> & Partial<LimitFacts>;
};
export type PublishDeductionSchedule = Command<
  'PublishDeductionSchedule',
  DeductionSchedulePublished['data']
> & { readonly facts: Pick<ScheduleFacts, 'deductions'> };
export type PublishChargeSchedule = Command<'PublishChargeSchedule', ChargeSchedulePublished['data']>;
type DirectCommand =
  PublishPriceSchedule | PublishPurchasePrices | PublishDeductionSchedule | PublishChargeSchedule;
/** What is frozen of the prices that wait. */
export type ConfirmationFacts = Pick<ScheduleFacts, 'prices' | 'purchases'>;
type OwnSchedule = { readonly version: string };
export type ScheduleCommand =
  DirectCommand | ConfirmProposal<OwnSchedule, ConfirmationFacts> | RejectProposal<OwnSchedule>;

export interface ScheduleState {
  readonly published?: Publication;
  /** Prices that were asked for above their limit. */
  readonly proposals: Proposals;
}

/** A version of a schedule; its id is the version. Published once, with one body, for ever. */
export const scheduleAggregate = defineAggregate<ScheduleState, ScheduleCommand, typeof scheduleEvents>(
  scheduleEvents,
  {
    initial: { proposals: {} },
    decide: withSecondPerson<ScheduleState, DirectCommand, ScheduleEvent, OwnSchedule>({
      events: scheduleEvents,
      limitOf: limitOfSchedule,
      decide: publish,
    }),
    evolve: {
      PriceSchedulePublished: (state, { data: { limit: _limit, ...data } }) => ({
        ...state,
        published: scheduleEvents.PriceSchedulePublished(data),
      }),
      PurchasePricesPublished: (state, { data: { limit: _limit, ...data } }) => ({
        ...state,
        published: scheduleEvents.PurchasePricesPublished(data),
      }),
      DeductionSchedulePublished: (state, published) => ({ ...state, published }),
      ChargeSchedulePublished: (state, published) => ({ ...state, published }),
      ...proposalsEvolved,
    },
  },
);

function publish(command: DirectCommand, state: ScheduleState): ScheduleEvent[] {
  const event = eventOf(command);
  if (state.published === undefined) {
    refuseBackdated(command);
    return [event];
  }
  if (!saysTheSame(state.published, event))
    throw conflict('version_frozen', 'This version is published and frozen. Publish another one.', 'version');
  return [];
}

/** The dearest grade of a price schedule has a limit for one person. */
function limitOfSchedule(command: DirectCommand): Under<OwnSchedule, ScheduleEvent['type']> | null {
  if (command.type !== 'PublishPriceSchedule' && command.type !== 'PublishPurchasePrices') return null;
  const { version, grades } = command.data;
  const amount = Math.max(0, ...grades.map(({ pricePerKgCentimes }) => pricePerKgCentimes));
  const limit = limitAt('price', command.facts, command.meta.now);
  const named = { proposalId: `price-${version}`, kind: 'price', own: { version } };
  const takesEffect =
    command.type === 'PublishPriceSchedule' ? 'PriceSchedulePublished' : 'PurchasePricesPublished';
  return { ...named, amount, limit, takesEffect };
}

/** Refuses `schedule_backdated`. */
function refuseBackdated(command: DirectCommand): void {
  if (command.type === 'PublishPriceSchedule') refuseBackdatedPrices(command, command.facts.prices);
  if (command.type === 'PublishPurchasePrices') refuseBackdatedPurchases(command, command.facts.purchases);
  if (command.type === 'PublishDeductionSchedule')
    refuseBackdatedDeductions(command, command.facts.deductions);
}

function eventOf(command: DirectCommand): Publication {
  requireDate(command.data.validFrom);
  switch (command.type) {
    case 'PublishPriceSchedule':
      requireShare(command.data.advancePpm, 'advancePpm');
      checkPrices(command.data.grades);
      for (const { grade, pointsPpm } of command.data.grades)
        requireAmount(pointsPpm, `grades.${grade}.pointsPpm`);
      return scheduleEvents.PriceSchedulePublished(command.data);
    case 'PublishPurchasePrices':
      checkPrices(command.data.grades);
      return scheduleEvents.PurchasePricesPublished(command.data);
    case 'PublishDeductionSchedule':
      for (const kind of DEDUCTION_ORDER) requireShare(command.data.capsPpm[kind], `capsPpm.${kind}`);
      requireShare(command.data.floorPpm, 'floorPpm');
      return scheduleEvents.DeductionSchedulePublished(command.data);
    case 'PublishChargeSchedule':
      checkKinds(command.data);
      return scheduleEvents.ChargeSchedulePublished(command.data);
    default:
      return unknownCommand(command);
  }
}

/** Refuses `kinds_missing`, `kind_repeated` and `charge_kind_by_rule`. */
function checkKinds({ kinds }: ChargeSchedulePublished['data']): void {
  if (kinds.length === 0) throw invalid('kinds_missing', 'A schedule names at least one kind.', 'kinds');
  const names = new Set(kinds.map(({ kind }) => kind));
  if (names.size < kinds.length) throw invalid('kind_repeated', 'A kind comes once.', 'kinds');
  const byRule = KINDS_BY_RULE.find((kind) => names.has(kind));
  if (byRule !== undefined)
    throw invalid(
      'charge_kind_by_rule',
      `The terms of a pool charge ${byRule} at its closing: leave it out.`,
      'kinds',
    );
}

/** Refuses `grades_missing` and `grade_repeated`. */
function checkPrices(grades: readonly PurchaseGradePrice[]): void {
  if (grades.length === 0) throw invalid('grades_missing', 'A schedule prices at least one grade.', 'grades');
  const names = new Set(grades.map(({ grade }) => grade));
  if (names.size < grades.length) throw invalid('grade_repeated', 'A grade has one price.', 'grades');
  for (const { grade, pricePerKgCentimes } of grades)
    requireAmount(pricePerKgCentimes, `grades.${grade}.pricePerKgCentimes`);
}

function requireDate(validFrom: string): void {
  try {
    parseBusinessDate(validFrom);
  } catch (cause) {
    if (!(cause instanceof QuantityError)) throw cause;
    throw invalid('malformed_date', 'A date is written YYYY-MM-DD.', 'validFrom');
  }
}
