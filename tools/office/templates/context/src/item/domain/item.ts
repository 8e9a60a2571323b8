import {
  conflict,
  defineAggregate,
  refuseIf,
  unknownCommand,
  unknownEvent,
  type Command,
} from '@oce/event-sourcing';
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

  decide(command, { opened, isAcknowledged }) {
    switch (command.type) {
      case 'OpenItem': {
        const { itemId, title, personId } = command.data;
        if (opened?.title === title && opened.personId === personId) return [];
        refuseIf(
          opened !== undefined,
          conflict('item_opened', 'An item of this id was opened with other content.', 'itemId'),
        );
        const { contact } = command.sealed;
        return [itemEvents.ItemOpened({ itemId, title, personId, contact })];
      }
      case 'AcknowledgeItem': {
        refuseIf(opened === undefined, conflict('item_unknown', 'There is no item of this id.', 'itemId'));
        return isAcknowledged ? [] : [itemEvents.ItemAcknowledged({ itemId: command.data.itemId })];
      }
      default:
        return unknownCommand(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ItemOpened': {
        const { title, personId } = event.data;
        return { ...state, opened: { title, personId } };
      }
      case 'ItemAcknowledged':
        return { ...state, isAcknowledged: true };
      default:
        return unknownEvent(event);
    }
  },
});
