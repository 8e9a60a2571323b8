import { sales, type SaleContractSigned } from '@oce/contracts';
import { conflict, defineAggregate, invalid, saysTheSame, type Command } from '@oce/event-sourcing';
import { checkDeliveryTerm } from '@oce/identifiers';

export const contractEvents = sales.contract;

export type SaleContract = SaleContractSigned['data'];
export type SignSaleContract = Command<'SignSaleContract', SaleContract>;

export interface ContractState {
  readonly signed?: SaleContract;
}

/** The one currency that contracts are made in; proceeds carry currency and dated rate all the same. */
export const CONTRACT_CURRENCY = 'MAD';

/** What was agreed with a buyer, pooled or traceable, at one price a grade. It never changes once signed. */
export const contractAggregate = defineAggregate<ContractState, SignSaleContract, typeof contractEvents>(
  contractEvents,
  {
    initial: {},
    decide({ data }, { signed }) {
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
      if (data.prices.length === 0) throw invalid('prices_missing', 'Give at least one price.', 'prices');
      if (grades.size < data.prices.length)
        throw invalid('grade_priced_twice', 'A grade has one price in a contract.', 'prices');
      if (data.prices.some(({ pricePerKgCentimes }) => pricePerKgCentimes <= 0))
        throw invalid('price_not_positive', 'A price is more than 0 centimes a kilogram.', 'prices');
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
    },
    evolve: (_state, { data }) => ({ signed: data }),
  },
);
