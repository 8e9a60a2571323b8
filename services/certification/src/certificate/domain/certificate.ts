import { certification, OCE, type CertificateGranted } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  notFound,
  saysTheSame,
  type Command,
  type EventOf,
} from '@oce/event-sourcing';
import { isEligible, MOST_MEMBERS, type GroupMember } from './group';

export const certificateEvents = defineEvents(
  { stream: OCE, context: 'certification', aggregate: 'certificate', id: 'certificateId' },
  {
    ...certification.certificate,
    /** Who is in an organic group from a day on: the list before it ends then. */
    GroupMembersListed: event<{
      certificateId: string;
      validFrom: string;
      members: readonly GroupMember[];
    }>(),
    /** The internal control system: each member once a year. */
    MemberInspected: event<{
      certificateId: string;
      producerCode: string;
      inspectedOn: string;
      nonConformities: readonly string[];
    }>(),
    MemberSuspended: event<{ certificateId: string; producerCode: string; reason: string; from: string }>(),
    MemberSuspensionLifted: event<{
      certificateId: string;
      producerCode: string;
      reason: string;
      from: string;
    }>(),
  },
);
export type CertificateEvent = EventOf<typeof certificateEvents>;

type Listed = Omit<EventOf<typeof certificateEvents.GroupMembersListed>['data'], 'certificateId'>;
type Inspected = Omit<EventOf<typeof certificateEvents.MemberInspected>['data'], 'certificateId'>;
/** From a day on, which may be past. */
export interface Effect {
  readonly reason: string;
  readonly effectiveFrom: string;
}
type OfMember = { readonly producerCode: string; readonly reason: string; readonly from: string };

export type GrantCertificate = Command<'GrantCertificate', CertificateGranted['data']>;
export type SuspendCertificate = Command<'SuspendCertificate', Effect>;
export type ReinstateCertificate = Command<'ReinstateCertificate', Effect>;
export type WithdrawCertificate = Command<'WithdrawCertificate', Effect>;
export type ListMembers = Command<'ListMembers', Listed>;
export type InspectMember = Command<'InspectMember', Inspected>;
export type SuspendMember = Command<'SuspendMember', OfMember>;
export type LiftSuspension = Command<'LiftSuspension', OfMember>;
export type CertificateCommand =
  | GrantCertificate
  | SuspendCertificate
  | ReinstateCertificate
  | WithdrawCertificate
  | ListMembers
  | InspectMember
  | SuspendMember
  | LiftSuspension;

export interface CertificateState {
  readonly granted: CertificateGranted['data'] | null;
  /** The last change of what holds. */
  readonly last: (Effect & { readonly is: 'suspended' | 'reinstated' | 'withdrawn' }) | null;
  readonly lists: readonly Listed[];
  readonly inspections: readonly Inspected[];
  readonly suspended: ReadonlyMap<string, OfMember>;
  readonly lifted: ReadonlyMap<string, OfMember>;
}

/** A certificate with what became of it; of an organic group with its members. chain.md 5. */
export const certificateAggregate = defineAggregate<
  CertificateState,
  CertificateCommand,
  typeof certificateEvents
>(certificateEvents, {
  initial: { granted: null, last: null, lists: [], inspections: [], suspended: new Map(), lifted: new Map() },
  decide: {
    GrantCertificate: grant,
    SuspendCertificate: ({ data }, state) => change('suspended', data, state),
    ReinstateCertificate: ({ data }, state) => change('reinstated', data, state),
    WithdrawCertificate: ({ data }, state) => change('withdrawn', data, state),
    ListMembers: listMembers,
    InspectMember({ data }, state) {
      const { certificateId } = grantedOf(state);
      requireMember(data.producerCode, state);
      const known = state.inspections.find(
        (one) => one.producerCode === data.producerCode && one.inspectedOn === data.inspectedOn,
      );
      if (known && saysTheSame(known, data)) return [];
      if (known)
        throw conflict(
          'inspected_otherwise',
          'The inspection of this member on this day found something else.',
          'inspectedOn',
        );
      return [certificateEvents.MemberInspected({ certificateId, ...data })];
    },
    SuspendMember({ data }, state) {
      const { certificateId } = grantedOf(state);
      requireMember(data.producerCode, state);
      const known = state.suspended.get(data.producerCode);
      if (known && saysTheSame(known, data)) return [];
      if (known) throw conflict('member_suspended', `Suspended from ${known.from} on.`, 'producerCode');
      return [certificateEvents.MemberSuspended({ certificateId, ...data })];
    },
    LiftSuspension({ data }, state) {
      const { certificateId } = grantedOf(state);
      const lifted = state.lifted.get(data.producerCode);
      if (lifted && saysTheSame(lifted, data)) return [];
      if (!state.suspended.has(data.producerCode))
        throw conflict('member_not_suspended', 'This member is not suspended.', 'producerCode');
      return [certificateEvents.MemberSuspensionLifted({ certificateId, ...data })];
    },
  },
  evolve: {
    CertificateGranted: (state, { data }) => ({ ...state, granted: data }),
    CertificateSuspended: (state, { data }) => withChange(state, 'suspended', data),
    CertificateReinstated: (state, { data }) => withChange(state, 'reinstated', data),
    CertificateWithdrawn: (state, { data }) => withChange(state, 'withdrawn', data),
    GroupMembersListed: (state, { data: { validFrom, members } }) => ({
      ...state,
      lists: [...state.lists, { validFrom, members }],
    }),
    MemberInspected: (state, { data: { producerCode, inspectedOn, nonConformities } }) => ({
      ...state,
      inspections: [...state.inspections, { producerCode, inspectedOn, nonConformities }],
    }),
    MemberSuspended(state, { data: { producerCode, reason, from } }) {
      const suspended = new Map(state.suspended).set(producerCode, { producerCode, reason, from });
      const lifted = new Map(state.lifted);
      lifted.delete(producerCode);
      return { ...state, suspended, lifted };
    },
    MemberSuspensionLifted(state, { data: { producerCode, reason, from } }) {
      const suspended = new Map(state.suspended);
      suspended.delete(producerCode);
      const lifted = new Map(state.lifted).set(producerCode, { producerCode, reason, from });
      return { ...state, suspended, lifted };
    },
  },
});

type Is = NonNullable<CertificateState['last']>['is'];

function withChange(state: CertificateState, is: Is, { reason, effectiveFrom }: Effect): CertificateState {
  return { ...state, last: { is, reason, effectiveFrom } };
}

function grantedOf({ granted }: CertificateState): CertificateGranted['data'] {
  if (granted === null)
    throw notFound('certificate_unknown', 'There is no such certificate.', 'certificateId');
  return granted;
}

/** What the premium of goods is paid under, and goods under it are never only balanced by mass: no oil, no honey. */
const FAIRTRADE = 'fairtrade';

/** Refuses `certificate_granted`, `certificate_backwards`, `mass_balance_refused` and `premium_fund_needed`. */
function grant({ data }: GrantCertificate, { granted }: CertificateState): CertificateEvent[] {
  if (granted && saysTheSame(granted, data)) return [];
  if (granted)
    throw conflict(
      'certificate_granted',
      'Another certificate has this id: choose another.',
      'certificateId',
    );
  if (data.validTo < data.validFrom)
    throw invalid('certificate_backwards', 'It ends before it begins.', 'validTo');
  const isOfProduction = data.holder.kind === 'cooperative';
  if (data.claim === FAIRTRADE && data.custody === 'mass_balance')
    throw invalid(
      'mass_balance_refused',
      'Under Fairtrade oil and honey are kept apart: segregated at the least.',
      'custody',
    );
  if (data.claim === FAIRTRADE && isOfProduction && data.premiumFund === undefined)
    throw invalid('premium_fund_needed', 'Name the fund that its premium goes to.', 'premiumFund');
  return [certificateEvents.CertificateGranted(data)];
}

/** Refuses `certificate_withdrawn`, `certificate_not_suspended`, and `certificate_changed_already` on the same day otherwise. */
function change(is: Is, data: Effect, state: CertificateState): CertificateEvent[] {
  const { certificateId } = grantedOf(state);
  const { last } = state;
  if (last?.is === is && saysTheSame(last, { is, ...data })) return [];
  if (last?.is === 'withdrawn')
    throw conflict(
      'certificate_withdrawn',
      `It was withdrawn from ${last.effectiveFrom} on.`,
      'certificateId',
    );
  if (last?.is === is)
    throw conflict(
      'certificate_changed_already',
      `It is ${is} from ${last.effectiveFrom} on.`,
      'effectiveFrom',
    );
  if (is === 'reinstated' && last?.is !== 'suspended')
    throw conflict('certificate_not_suspended', 'It is not suspended.', 'certificateId');
  if (is === 'reinstated' && last && data.effectiveFrom < last.effectiveFrom)
    throw invalid(
      'reinstated_before_suspension',
      `It is suspended from ${last.effectiveFrom} on.`,
      'effectiveFrom',
    );
  const changed = { certificateId, ...data };
  if (is === 'suspended') return [certificateEvents.CertificateSuspended(changed)];
  if (is === 'reinstated') return [certificateEvents.CertificateReinstated(changed)];
  return [certificateEvents.CertificateWithdrawn(changed)];
}

/** Refuses `group_not_of_cooperative`, `group_too_large`, `member_twice`, `member_not_eligible` and `members_listed`. */
function listMembers({ data }: ListMembers, state: CertificateState): CertificateEvent[] {
  const { certificateId, holder } = grantedOf(state);
  if (holder.kind !== 'cooperative')
    throw conflict('group_not_of_cooperative', 'A group is held by its cooperative.', 'certificateId');
  const known = state.lists.find(({ validFrom }) => validFrom === data.validFrom);
  if (known && saysTheSame(known, data)) return [];
  if (known)
    throw conflict(
      'members_listed',
      'A list stands for this day: give the next from a later one.',
      'validFrom',
    );
  if (data.members.length > MOST_MEMBERS)
    throw invalid('group_too_large', `A group has ${MOST_MEMBERS} members at most.`, 'members');
  const codes = new Set(data.members.map(({ producerCode }) => producerCode));
  if (codes.size < data.members.length) throw invalid('member_twice', 'Each member stands once.', 'members');
  const at = data.members.findIndex((member) => !isEligible(member));
  if (at >= 0)
    throw invalid(
      'member_not_eligible',
      `${data.members[at]?.producerCode} has too much land, and either too much turnover or too little cost.`,
      `members[${at}]`,
    );
  return [certificateEvents.GroupMembersListed({ certificateId, ...data })];
}

/** Refuses `member_unknown`. */
function requireMember(producerCode: string, { lists }: CertificateState): void {
  const isListed = lists.some(({ members }) => members.some((one) => one.producerCode === producerCode));
  if (!isListed) throw notFound('member_unknown', 'The group does not list this member.', 'producerCode');
}
