import type { Encrypted } from '@oce/personal-data';
import { command, given, projected, reactionsTo } from '@oce/testing';
import { itemAggregate, type OpenItem } from './domain/item';
import { itemEvents } from './domain/item.events';
import { whenItemOpenedThenAcknowledge } from './reactions/when-item-opened-then-acknowledge';
import { itemsProjection } from './reads/items';

const contact: Encrypted = 'enc:1:PERSON-1:ciphertext';
const data = { itemId: 'ITEM-1', title: 'The first', personId: 'PERSON-1' };
const open = (changed: Partial<OpenItem['data']> = {}): OpenItem => ({
  ...command('OpenItem', { ...data, ...changed }),
  sealed: { contact },
});
const opened = itemEvents.ItemOpened({ ...data, contact });
const acknowledged = itemEvents.ItemAcknowledged({ itemId: 'ITEM-1' });

describe('an item', () => {
  it('is opened once; the same again says nothing new', () => {
    given(itemAggregate, []).when(open()).then(opened);
    given(itemAggregate, [opened]).when(open()).thenNothing();
  });

  it('is not opened again with other content', () => {
    given(itemAggregate, [opened])
      .when(open({ title: 'Another' }))
      .thenRefused('item_opened');
  });

  it('is acknowledged once, and only where it is there', () => {
    const acknowledge = command('AcknowledgeItem', { itemId: 'ITEM-1' });
    given(itemAggregate, []).when(acknowledge).thenRefused('item_unknown');
    given(itemAggregate, [opened]).when(acknowledge).then(acknowledged);
    given(itemAggregate, [opened, acknowledged]).when(acknowledge).thenNothing();
  });

  it('is acknowledged because it was opened', () => {
    expect(reactionsTo(whenItemOpenedThenAcknowledge, opened)).toEqual([
      { aggregate: 'item', id: 'ITEM-1', type: 'AcknowledgeItem', data: { itemId: 'ITEM-1' } },
    ]);
  });

  it('is read with what it says of itself, without its contact', () => {
    expect(projected(itemsProjection, [opened, acknowledged])).toEqual({
      'ITEM-1': { itemId: 'ITEM-1', title: 'The first', isAcknowledged: true },
    });
  });
});
