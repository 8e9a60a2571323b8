import {
  payments,
  type CorrectionPosted,
  type DeductionKind,
  type FinalSharePosted,
  type FinalShareTakenBack,
} from '@oce/contracts';
import { projectionFrom } from '@oce/projections';

/** What a producer owes still: a credit, a premium, what was paid too much. */
export interface OpenClaim {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly grantedCentimes: number;
  readonly leftCentimes: number;
  /** From when a settlement may take it. */
  readonly dueOn: string;
}

export interface OwedDocument {
  readonly producerCode: string;
  /** Those of which something is left, the oldest first. */
  readonly claims: readonly OpenClaim[];
}

/** What does each producer owe still? */
export const owedProjection = projectionFrom(
  payments.claims,
  payments.account.AdvancePosted,
  payments.purchases,
  payments.account.FinalSharePosted,
  payments.account.SupplementPosted,
  payments.account.FinalShareTakenBack,
  payments.takenBack,
  payments.account.CorrectionPosted,
  payments.account.ClaimReversed,
  payments.account.DebtsSetOff,
)<OwedDocument>({
  name: 'owed',
  version: 1,
  keys: ({ data }) => [data.producerCode],
  project: {
    InputCreditGranted: (document, { data }) =>
      asked(document, data.producerCode, 'input_credit', data.creditId, data.amountCentimes, data.grantedOn),
    PremiumDeclared: (document, { data }) =>
      asked(document, data.producerCode, 'insurance', data.premiumId, data.amountCentimes, data.dueOn),
    AdvancePosted: (document, { data }) => document && moved(document, taken(data.settlement)),
    PurchasePosted: (document, { data }) => document && moved(document, taken(data.settlement)),
    FinalSharePosted: (document, { data }) => {
      const after = document && moved(document, taken(data.settlement));
      return overpaid(after, data, data.overpaidCentimes);
    },
    SupplementPosted: (document, { data }) => {
      const after = document && moved(document, taken(data.settlement));
      return overpaid(after, data, data.overpaidCentimes);
    },
    FinalShareTakenBack: (document, { data }) =>
      document && moved(document, takenBack(data, data.overpaidCentimes)),
    SupplementTakenBack: (document, { data }) =>
      document && moved(document, takenBack(data, data.overpaidCentimes)),
    CorrectionTakenBack: (document, { data }) =>
      document && moved(document, takenBack(data, data.claimCentimes)),
    CorrectionPosted(document, { data }) {
      const moves = [...data.reopened.map(givenBack), ...(data.settlement ? taken(data.settlement) : [])];
      return overpaid(document && moved(document, moves), data, data.claimCentimes);
    },
    DebtsSetOff: (document, { data }) => document && moved(document, taken(data.settlement)),
    ClaimReversed(document, { data: { kind, reference, amountCentimes, recoveredCentimes } }) {
      return (
        document && moved(document, [{ kind, reference, byCentimes: recoveredCentimes - amountCentimes }])
      );
    },
  },
});

interface Move {
  readonly kind: DeductionKind;
  readonly reference: string;
  readonly byCentimes: number;
}

const givenBack = ({
  kind,
  reference,
  amountCentimes,
}: CorrectionPosted['data']['reopened'][number]): Move => ({
  kind,
  reference,
  byCentimes: amountCentimes,
});

/** The line's own claim goes with it; what it had deducted is asked again. */
function takenBack(
  { reopened, citesLineId, recoveredCentimes }: LineBack,
  claimCentimes: number,
): readonly Move[] {
  const byCentimes = recoveredCentimes - claimCentimes;
  return [...reopened.map(givenBack), { kind: 'input_credit', reference: citesLineId, byCentimes }];
}
type LineBack = Pick<FinalShareTakenBack['data'], 'reopened' | 'citesLineId' | 'recoveredCentimes'>;

const taken = ({ deductions }: FinalSharePosted['data']['settlement']): Move[] =>
  deductions.map(({ kind, reference, takenCentimes }) => ({ kind, reference, byCentimes: -takenCentimes }));

function moved(document: OwedDocument, moves: readonly Move[]): OwedDocument {
  // What is paid stays, as it may be given back by a correction; it is not shown.
  const claims = document.claims.map((claim) => {
    const by = moves
      .filter(({ kind, reference }) => kind === claim.kind && reference === claim.reference)
      .reduce((sum, { byCentimes }) => sum + byCentimes, 0);
    return by === 0 ? claim : { ...claim, leftCentimes: claim.leftCentimes + by };
  });
  return { producerCode: document.producerCode, claims };
}

function asked(
  document: OwedDocument | undefined,
  producerCode: string,
  kind: DeductionKind,
  reference: string,
  grantedCentimes: number,
  dueOn: string,
): OwedDocument {
  const claim = { kind, reference, grantedCentimes, leftCentimes: grantedCentimes, dueOn };
  return { producerCode, claims: [...(document?.claims ?? []), claim] };
}

/** What was paid too much is asked back under the id of the line that found it. */
function overpaid(
  document: OwedDocument | undefined,
  { producerCode, lineId, postedOn }: Pick<CorrectionPosted['data'], 'producerCode' | 'lineId' | 'postedOn'>,
  centimes: number,
): OwedDocument | undefined {
  if (centimes <= 0) return document;
  return asked(document, producerCode, 'input_credit', lineId, centimes, postedOn);
}
