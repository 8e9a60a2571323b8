import { conflict, defineAggregate, type Command } from '@oce/event-sourcing';
import type { Encrypted } from '@oce/personal-data';
import { itemEvents } from './item.events';

/** The contact is encrypted anew at each call, so that it stands beside what the command says and not in it. */
export type OpenItem = Command<'OpenItem', { itemId: string; title: string; personId: string }> & {
  readonly sealed: { readonly contact: Encrypted };
};
export type AcknowledgeItem = Command<'AcknowledgeItem', { itemId: string }>;
export type ItemCommand = OpenItem | AcknowledgeItem;

export interface ItemState {
  readonly opened?: { readonly title: string; readonly personId: string };
  readonly isAcknowledged: boolean;
}

/** An item is opened once, and acknowledged. */
export const itemAggregate = defineAggregate<ItemState, ItemCommand, typeof itemEvents>(itemEvents, {
  initial: { isAcknowledged: false },

  decide: {
    OpenItem({ data: { itemId, title, personId }, sealed: { contact } }, { opened }) {
      if (opened?.title === title && opened.personId === personId) return [];
      if (opened !== undefined)
        throw conflict('item_opened', 'An item of this id was opened with other content.', 'itemId');
      return [itemEvents.ItemOpened({ itemId, title, personId, contact })];
    },
    AcknowledgeItem({ data: { itemId } }, { opened, isAcknowledged }) {
      if (opened === undefined) throw conflict('item_unknown', 'There is no item of this id.', 'itemId');
      return isAcknowledged ? [] : [itemEvents.ItemAcknowledged({ itemId })];
    },
  },

  evolve: {
    ItemOpened: (state, { data: { title, personId } }) => ({ ...state, opened: { title, personId } }),
    ItemAcknowledged: (state) => ({ ...state, isAcknowledged: true }),
  },
});
