import { List, Map, OrderedMap, Set } from 'immutable';
import {
  initialAccount,
  isPayable,
  withClaims,
  withLines,
  type AccountDelivery,
  type AccountState,
  type Claim,
  type Dispute,
  type Line,
  type Payout,
} from '../domain/account.state';

type ById<T> = Readonly<Record<string, T>>;

/** An account's state as a document holds it. */
export interface AccountRecords {
  readonly claims: ById<Claim>;
  readonly lines: ById<Line>;
  readonly deliveries: ById<AccountDelivery>;
  readonly voided: ById<true>;
  readonly pools: ById<AccountState['pools'] extends Map<string, infer Value> ? Value : never>;
  readonly takenBack: readonly string[];
  readonly disputes: ById<Dispute>;
  readonly payouts: ById<Payout>;
}

/** The state as records. */
export function recordsOf(state: AccountState): AccountRecords {
  const { claims, lines, deliveries, voided, pools, takenBack, disputes, payouts } = state;
  return {
    claims: claims.toObject(),
    lines: lines.toObject(),
    deliveries: deliveries.toObject(),
    voided: voided
      .toMap()
      .map(() => true as const)
      .toObject(),
    pools: pools.toObject(),
    takenBack: takenBack.toArray(),
    disputes: disputes.toObject(),
    payouts: payouts.toObject(),
  };
}

/** The state that records hold. */
export function stateOf(records: AccountRecords | undefined): AccountState {
  if (records === undefined) return initialAccount;
  const disputes = Object.entries(records.disputes);
  const payouts = Object.entries(records.payouts);
  const corrections = disputes.flatMap(([, { lineId, resolved }]) =>
    typeof resolved?.correctionLineId === 'string' ? [{ lineId, id: resolved.correctionLineId }] : [],
  );
  const rest: AccountState = {
    ...initialAccount,
    corrections: corrections.reduce(
      (all, { lineId, id }) => all.update(lineId, List<string>(), (ids) => ids.push(id)),
      initialAccount.corrections,
    ),
    deliveries: OrderedMap(records.deliveries),
    voided: Set(Object.keys(records.voided)),
    pools: Map(records.pools),
    takenBack: Set(records.takenBack),
    disputes: OrderedMap(disputes),
    payouts: OrderedMap(payouts),
    endToEndIds: Set(payouts.map(([, { endToEndId }]) => endToEndId)),
  };
  return withClaims(withLines(rest, Object.values(records.lines)), Object.values(records.claims));
}

/** Lines that may be paid out now, corrections that lower the sum among them. */
export const payableLines = ({ lines }: AccountRecords): Line[] => Object.values(lines).filter(isPayable);
