import { PositionGate } from './position-gate';

const soon = 20_000;

describe('the gate of positions', () => {
  it('lets through at once who asks for what has been reached', async () => {
    expect(await new PositionGate(5).wait(5, 0)).toBe(true);
  });

  it('lets everybody through whose position is reached, and nobody else', async () => {
    const gate = new PositionGate(0);
    const answers: string[] = [];
    const waiting = [3, 7, 5].map((position) =>
      gate.wait(position, soon).then((ok) => answers.push(`${position} ${ok}`)),
    );
    gate.advance(5);
    await Promise.all([waiting[0], waiting[2]]);
    expect(answers.sort()).toEqual(['3 true', '5 true']);
    gate.advance(7);
    await waiting[1];
    expect(answers).toContain('7 true');
  });

  it('sends away who has waited long enough', async () => {
    const gate = new PositionGate(0);
    expect(await gate.wait(1, 1)).toBe(false);
    expect(gate.position).toBe(0);
  });

  it('never goes back', () => {
    const gate = new PositionGate(9);
    gate.advance(4);
    expect(gate.position).toBe(9);
  });
});
