import type { FinalShareTakenBack, SettlementLines } from '@oce/contracts';
import { projectionFrom } from '@oce/projections';
import { sumExactly } from '@oce/quantities';
import { accountEvents } from '../domain/account.events';

/**
 * What an account comes to, in sums that move with each event, so that the document stays as small as what is under way.
 * The lines stand in the account itself; `AccountsReader` shows them.
 */
export interface AccountDocument {
  readonly producerCode: string;
  /** What OCE owes to the member, but for what transfers have set aside. */
  readonly balanceCentimes: number;
  readonly reservedCentimes: number;
  readonly paidCentimes: number;
  /** What later settlements may still take. */
  readonly claimedCentimes: number;
  /** Transfers for which something is set aside; one that is confirmed or back is none of them. */
  readonly reserved: readonly string[];
  /** Disputes that are open: what their lines hold of the balance may not be paid out. */
  readonly disputed: readonly { readonly disputeId: string; readonly lineId: string }[];
  /** Lines that are held while their closing is being taken back. */
  readonly held: readonly string[];
}

/** What does OCE owe to each member? */
export const accountsProjection = projectionFrom(accountEvents)<AccountDocument>({
  name: 'accounts',
  version: 5,
  indexes: [{ fields: { balanceCentimes: 1 } }],
  keys: (event) => [event.data.producerCode],
  project: {
    InputCreditGranted: (document, { data }) => moved(document, data, { claimed: [data.amountCentimes] }),
    PremiumDeclared: (document, { data }) => moved(document, data, { claimed: [data.amountCentimes] }),
    AdvancePosted: (document, { data }) => moved(document, data, sumsOf(data.settlement)),
    PurchasePosted: (document, { data }) => moved(document, data, sumsOf(data.settlement)),
    FinalSharePosted(document, { data }) {
      const { net, claimed } = sumsOf(data.settlement);
      return moved(document, data, { net, claimed: [...claimed, Math.max(0, data.overpaidCentimes)] });
    },
    SupplementPosted(document, { data }) {
      const { net, claimed } = sumsOf(data.settlement);
      return moved(document, data, { net, claimed: [...claimed, Math.max(0, data.overpaidCentimes)] });
    },
    FinalShareTakenBack: (document, { data }) => takenBack(document, data, data.overpaidCentimes),
    SupplementTakenBack: (document, { data }) => takenBack(document, data, data.overpaidCentimes),
    CorrectionTakenBack: (document, { data }) => takenBack(document, data, data.claimCentimes),
    // A closed account has no sums any more: its share is in the reserve.
    ShareReserved: (document) => document,
    ReservedShareTakenBack: (document) => document,
    // Between OCE's own accounts: the member keeps the advances.
    ArrearsSettled: (document) => document,
    FinalShareHeld(document, { data: { producerCode, lineId } }) {
      const account = released(document ?? emptyAccount(producerCode), lineId);
      return { ...account, held: [...account.held, lineId] };
    },
    FinalShareReleased: (document, { data }) =>
      released(document ?? emptyAccount(data.producerCode), data.lineId),
    CorrectionPosted(document, { data }) {
      const { settlement, netCentimes, claimCentimes, reopened } = data;
      const claimed = settlement ? sumsOf(settlement).claimed : [];
      const givenBack = reopened.map((one) => one.amountCentimes);
      return moved(document, data, {
        net: netCentimes,
        claimed: [...claimed, ...givenBack, Math.max(0, claimCentimes)],
      });
    },
    ClaimReversed(document, { data }) {
      const { amountCentimes, recoveredCentimes: net } = data;
      return moved(document, data, { net, claimed: [net - amountCentimes] });
    },
    DebtsSetOff: (document, { data }) =>
      moved(document, data, { net: data.netCentimes, claimed: sumsOf(data.settlement).claimed }),
    // Said apart for those who listen; the line in the same commit moves the sums.
    InputCreditRecovered: (document, { data }) => moved(document, data),
    PremiumWithheld: (document, { data }) => moved(document, data),
    DeliveryVoided: (document, { data }) => moved(document, data),
    // A day, no sum: whoever has no account needs none for it.
    MemberDeparted: (document) => document,
    LineDisputed(document, { data: { producerCode, disputeId, lineId } }) {
      const account = document ?? emptyAccount(producerCode);
      return { ...account, disputed: [...account.disputed, { disputeId, lineId }] };
    },
    // Its line is frozen until the delivery is regraded.
    QualityDisputeUpheld: (document) => document,
    DisputeResolved(document, { data: { producerCode, disputeId } }) {
      const account = document ?? emptyAccount(producerCode);
      return { ...account, disputed: account.disputed.filter((one) => one.disputeId !== disputeId) };
    },
    PayoutReserved(document, { data }) {
      const { transferId, amountCentimes } = data;
      const account = moved(document, data, { net: -amountCentimes, reserved: amountCentimes });
      return { ...account, reserved: [...account.reserved, transferId] };
    },
    PayoutConfirmed(document, { data }) {
      const { amountCentimes } = data;
      return ended(moved(document, data, { reserved: -amountCentimes, paid: amountCentimes }), data);
    },
    PayoutReturned(document, { data }) {
      const { transferId, amountCentimes } = data;
      const from = document?.reserved.includes(transferId)
        ? { reserved: -amountCentimes }
        : { paid: -amountCentimes };
      return ended(moved(document, data, { net: amountCentimes, ...from }), data);
    },
    // Said to whoever erases persons.
    ErasureHeld: (document, { data }) => moved(document, data),
    AccountClosed: (document, { data }) => moved(document, data),
    SecondPersonAsked: (document) => document,
    ProposalConfirmed: (document) => document,
    ProposalRejected: (document) => document,
    // What was reserved for it has come back in the same commit.
    PayoutDeclined: (document, { data }) => moved(document, data),
  },
});

interface Movement {
  readonly net: number;
  readonly reserved: number;
  readonly paid: number;
  readonly claimed: readonly number[];
}

function moved(
  document: AccountDocument | undefined,
  { producerCode }: Pick<AccountDocument, 'producerCode'>,
  { net = 0, reserved = 0, paid = 0, claimed = [] }: Partial<Movement> = {},
): AccountDocument {
  const before = document ?? emptyAccount(producerCode);
  return {
    producerCode,
    balanceCentimes: sumExactly([before.balanceCentimes, net]),
    reservedCentimes: sumExactly([before.reservedCentimes, reserved]),
    paidCentimes: sumExactly([before.paidCentimes, paid]),
    claimedCentimes: sumExactly([before.claimedCentimes, ...claimed]),
    reserved: before.reserved,
    disputed: before.disputed,
    held: before.held,
  };
}

type LineBack = Pick<
  FinalShareTakenBack['data'],
  'producerCode' | 'netCentimes' | 'reopened' | 'recoveredCentimes' | 'citesLineId'
>;

/** A line of a closing that was taken back: what it took is asked again, and the claim that it had left no more. */
function takenBack(
  document: AccountDocument | undefined,
  data: LineBack,
  claimCentimes: number,
): AccountDocument {
  const { netCentimes: net, reopened, recoveredCentimes, citesLineId } = data;
  const givenBack = reopened.map((one) => one.amountCentimes);
  const claimed = [...givenBack, recoveredCentimes - claimCentimes];
  return released(moved(document, data, { net, claimed }), citesLineId);
}

/** What a settlement leaves to the member, and by how much it lowers the claims. */
const sumsOf = ({ netCentimes, deductions }: SettlementLines): Pick<Movement, 'net' | 'claimed'> => ({
  net: netCentimes,
  claimed: deductions.map((one) => -one.takenCentimes),
});

const ended = (
  account: AccountDocument,
  { transferId }: { readonly transferId: string },
): AccountDocument => ({
  ...account,
  reserved: account.reserved.filter((id) => id !== transferId),
});

const released = (account: AccountDocument, lineId: string): AccountDocument => ({
  ...account,
  held: account.held.filter((one) => one !== lineId),
});

const emptyAccount = (producerCode: string): AccountDocument => ({
  producerCode,
  balanceCentimes: 0,
  reservedCentimes: 0,
  paidCentimes: 0,
  claimedCentimes: 0,
  reserved: [],
  disputed: [],
  held: [],
});
