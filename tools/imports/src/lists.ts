import { deliveryIdOf } from '@oce/contracts';
import {
  bankDetails,
  credits,
  gradings,
  premiums,
  producers,
  type ListedAccount,
  type ListedCredit,
  type ListedGrading,
  type ListedPremium,
  type ListedProducer,
  type Profile,
} from '@oce/tables';

/** A command that a row becomes. */
export interface RowCommand {
  readonly context: string;
  readonly aggregate: string;
  readonly verb: string;
  /** The aggregate, where the command is on one. */
  readonly id?: string;
  readonly body: object;
  /** Rows of one chain are sent one after the other, in the order of the file. */
  readonly chain: string;
}

/** A kind of list, and what its rows become. */
export interface List<Item> {
  readonly profile: Profile<string, Item>;
  commandOf(item: Item): RowCommand;
}

export const producerList: List<ListedProducer> = {
  profile: producers,
  commandOf: (body) => ({
    context: 'affiliation',
    aggregate: 'producer',
    verb: 'affiliate',
    body,
    chain: body.producerCode,
  }),
};

export const creditList: List<ListedCredit> = {
  profile: credits,
  commandOf: ({ producerCode: id, ...body }) => ({ ...onAccount('grant-credit', id), body }),
};

export const premiumList: List<ListedPremium> = {
  profile: premiums,
  commandOf: ({ producerCode: id, ...body }) => ({ ...onAccount('declare-premium', id), body }),
};

const onAccount = (verb: string, id: string) => ({
  context: 'payments',
  aggregate: 'account',
  verb,
  id,
  chain: id,
});

/** Each account is proposed; a second person approves it. */
export const accountList: List<ListedAccount> = {
  profile: bankDetails,
  commandOf: ({ producerCode: id, rib }) => ({
    context: 'payments',
    aggregate: 'bank-details',
    verb: 'propose',
    id,
    body: { rib },
    chain: id,
  }),
};

/** In the order of the sheets: the advance of a producer follows the grading. */
export const gradingList: List<ListedGrading> = {
  profile: gradings,
  commandOf(item) {
    const on = {
      context: 'collection',
      aggregate: 'delivery',
      id: deliveryIdOf(item),
    };
    const chain = 'gradings';
    if (!item.isAccepted) return { ...on, verb: 'refuse', body: { reason: item.reason }, chain };
    const { sampleId, grade, impuritiesPpm, moisturePpm } = item;
    return { ...on, verb: 'grade', body: { sampleId, grade, impuritiesPpm, moisturePpm }, chain };
  },
};
