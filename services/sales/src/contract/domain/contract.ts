import { OCE, sales, type SaleContractSigned } from '@oce/contracts';
import {
  conflict,
  defineAggregate,
  defineEvents,
  event,
  invalid,
  proposalsEvolved,
  saysTheSame,
  withSecondPerson,
  type Asked,
  type Command,
  type Confirmed,
  type ConfirmProposal,
  type EventOf,
  type Proposals,
  type Rejected,
  type RejectProposal,
} from '@oce/event-sourcing';
import { checkDeliveryTerm } from '@oce/identifiers';
import { limitAt, type LimitFacts } from '../../limit/domain/limits';

export const contractEvents = defineEvents(
  { stream: OCE, context: 'sales', aggregate: 'contract', id: 'contractId' },
  {
    ...sales.contract,
    /** A price above its limit: nothing is signed before a second person confirms it. */
    SecondPersonAsked: event<{ contractId: string } & Asked>(),
    ProposalConfirmed: event<{ contractId: string } & Confirmed>(),
    ProposalRejected: event<{ contractId: string } & Rejected>(),
  },
);
type ContractEvent = EventOf<typeof contractEvents>;

export type SaleContract = Omit<SaleContractSigned['data'], 'limit'>;
export type SignSaleContract = Command<'SignSaleContract', SaleContract> & { readonly facts?: LimitFacts };
type OwnContract = { readonly contractId: string };
export type ContractCommand =
  SignSaleContract | ConfirmProposal<OwnContract, LimitFacts> | RejectProposal<OwnContract>;

export interface ContractState {
  readonly signed?: SaleContract;
  /** Prices that were asked for above their limit. */
  readonly proposals: Proposals;
}

/** The one currency that contracts are made in; proceeds carry currency and dated rate all the same. */
export const CONTRACT_CURRENCY = 'MAD';

/** What was agreed with a buyer, pooled or traceable, at one price a grade. It never changes once signed. */
export const contractAggregate = defineAggregate<ContractState, ContractCommand, typeof contractEvents>(
  contractEvents,
  {
    initial: { proposals: {} },
    decide: withSecondPerson<ContractState, SignSaleContract, ContractEvent, OwnContract>({
      events: contractEvents,
      limitOf: ({ data: { contractId, prices }, facts, meta }) => ({
        proposalId: `price-${contractId}`,
        kind: 'price',
        amount: Math.max(0, ...prices.map(({ unitPriceMinor }) => unitPriceMinor)),
        limit: limitAt('price', facts, meta.now),
        own: { contractId },
        takesEffect: 'SaleContractSigned',
      }),
      decide: sign,
    }),
    evolve: {
      SaleContractSigned: (state, { data: { limit: _limit, ...signed } }) => ({ ...state, signed }),
      ...proposalsEvolved,
    },
  },
);

function sign({ data }: SignSaleContract, { signed }: ContractState): ContractEvent[] {
  const term = checkDeliveryTerm(`${data.incoterm} ${data.place}`);
  if (!term.ok)
    throw invalid(
      term.rule,
      `The term of delivery cannot stand: ${term.message}.`,
      term.rule === 'incoterm_place_missing' ? 'place' : 'incoterm',
    );
  const grades = new Set(data.prices.map(({ grade }) => grade));
  if (data.currency !== CONTRACT_CURRENCY)
    throw invalid('currency_unsupported', `Contracts are made in ${CONTRACT_CURRENCY}.`, 'currency');
  if (data.campaignId === null && data.productKind === 'raw')
    throw invalid('campaign_missing', 'Raw goods are sold of one campaign: name it.', 'campaignId');
  if (data.prices.length === 0) throw invalid('prices_missing', 'Give at least one price.', 'prices');
  if (grades.size < data.prices.length)
    throw invalid('grade_priced_twice', 'A grade has one price in a contract.', 'prices');
  if (data.prices.some(({ unitPriceMinor }) => unitPriceMinor <= 0))
    throw invalid('price_not_positive', 'A price is more than 0 centimes a unit.', 'prices');
  if (data.paymentDays < 0)
    throw invalid('payment_days_negative', 'The days to pay are 0 or more.', 'paymentDays');
  const contract = { ...data, incoterm: term.incoterm, place: term.place };
  if (signed && saysTheSame(signed, contract)) return [];
  if (signed)
    throw conflict(
      'contract_signed_already',
      'This id is of a contract signed with other terms: sign a new one.',
      'contractId',
    );
  return [contractEvents.SaleContractSigned(contract)];
}
