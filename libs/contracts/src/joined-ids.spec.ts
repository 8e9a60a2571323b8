import fc from 'fast-check';
import { deliveryIdOf, joinedId, plainDeliveryIdOf } from './joined-ids';

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const few = (chars: RegExp) => fc.stringMatching(chars);

describe('an id made of several', () => {
  it('is its parts, joined, where they can be told apart', () => {
    expect(joinedId('--', ['pool', 'OLIVE-2026', 'OLIVE', 'EXTRA'])).toBe('pool--OLIVE-2026--OLIVE--EXTRA');
  });

  it('is one of its own, however its parts are called', () => {
    const parts = fc.array(few(/^[AB-]{1,5}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const isSame = one.length === other.length && one.every((part, index) => part === other[index]);
        expect(joinedId('--', one) === joinedId('--', other)).toBe(isSame);
      }),
      {
        examples: [
          [
            ['A', 'B--A'],
            ['A--B', 'A'],
          ],
          [
            ['A-', 'B'],
            ['A', '-B'],
          ],
        ],
      },
    );
  });

  it('is one that the log takes, however long its parts are', () => {
    const long = 'X'.repeat(60);
    const id = joinedId('--', ['pool', long, long, long]);
    expect(id).toMatch(ID);
    expect(id).not.toBe(joinedId('--', ['pool', long, long, `${long.slice(1)}Y`]));
  });
});

describe('the id of a delivery', () => {
  it('is that of its terminal and the number of its ticket', () => {
    expect(deliveryIdOf({ terminalId: 'BAS_1', ticketNumber: '000451' })).toBe('BAS_1_000451');
  });

  it('is one of its own, wherever terminal and number hold an underscore', () => {
    const id = few(/^[AB_]{1,5}$/);
    fc.assert(
      fc.property(id, id, id, id, (terminalId, ticketNumber, otherTerminal, otherNumber) => {
        const one = deliveryIdOf({ terminalId, ticketNumber });
        const other = deliveryIdOf({ terminalId: otherTerminal, ticketNumber: otherNumber });
        const isSame = terminalId === otherTerminal && ticketNumber === otherNumber;
        expect(one === other).toBe(isSame);
        expect(one).toMatch(ID);
      }),
      { examples: [['A_B', 'A', 'A', 'B_A']] },
    );
  });

  it('was the two joined in logs from before, whatever the number', () => {
    expect(plainDeliveryIdOf({ terminalId: 'A', ticketNumber: 'B_1' })).toBe('A_B_1');
  });
});
