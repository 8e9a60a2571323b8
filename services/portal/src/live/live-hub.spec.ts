import { LiveStream, type Outlet } from './http/live-stream';
import { sentTogether } from './http/server-sent';
import { LiveHub } from './live-hub';

/** An outlet that remembers what was written, and reads on only where told. */
class Written implements Outlet {
  text = '';
  writableLength = 0;
  state: 'open' | 'ended' | 'destroyed' = 'open';
  constructor(private readonly isSlow = false) {}
  write(chunk: string) {
    this.text += chunk;
    if (this.isSlow) this.writableLength += chunk.length;
  }
  end(chunk = '') {
    this.text += chunk;
    this.state = 'ended';
  }
  destroy() {
    this.state = 'destroyed';
  }
}
const page = (hub: LiveHub, producerCode: string, outlet = new Written()) => {
  const stream = new LiveStream(outlet);
  hub.join(producerCode, stream);
  return { outlet, stream };
};
const weighing = (producerCode: string, deliveryId: string) => ({
  producerCode,
  event: 'delivery' as const,
  data: { deliveryId },
});

describe('open pages', () => {
  let hub: LiveHub;
  beforeEach(() => {
    hub = new LiveHub();
    hub.start(7);
  });

  it('are told what concerns their producer, with the position as id', () => {
    const { outlet, stream } = page(hub, 'P-1');
    stream.open(7, []);
    hub.publish(8, [weighing('P-1', 'D-1')]);
    expect(outlet.text).toBe(
      'retry: 2000\nid: 7\n\nevent: delivery\nid: 8\ndata: {"deliveryId":"D-1","position":8}\n\n',
    );
  });

  it('are told nothing that concerns another producer', () => {
    const mine = page(hub, 'P-1');
    const theirs = page(hub, 'P-2');
    for (const { stream } of [mine, theirs]) stream.open(7, []);
    hub.publish(8, [weighing('P-2', 'D-2'), weighing('P-1', 'D-1')]);
    expect(mine.outlet.text).toContain('D-1');
    expect(mine.outlet.text).not.toContain('D-2');
    expect(theirs.outlet.text).not.toContain('D-1');
  });

  it('are told the past first, then what came meanwhile, and nothing of that twice', () => {
    const { outlet, stream } = page(hub, 'P-1');
    hub.publish(7, [weighing('P-1', 'in-the-past-already')]);
    hub.publish(8, [weighing('P-1', 'meanwhile')]);
    stream.open(7, ['event: delivery\ndata: {"deliveryId":"past"}\n\n']);
    expect(outlet.text.match(/past|meanwhile|id: \d/g)).toEqual(['past', 'id: 7', 'id: 8', 'meanwhile']);
  });

  it('have the id with the last message of a commit only, so that a commit is never seen in part', () => {
    const chunk = sentTogether(9, [
      { event: 'line', data: { lineId: 'a' } },
      { event: 'line', data: { lineId: 'b' } },
    ]);
    expect(chunk.split('\n\n').map((one) => one.includes('id: 9'))).toEqual([false, true, false]);
  });

  it('are cut off where they read too slowly, and told no more', () => {
    const { outlet, stream } = page(hub, 'P-1', new Written(true));
    stream.open(7, []);
    const big = { ...weighing('P-1', 'D-1'), data: { filler: 'x'.repeat(200_000) } };
    hub.publish(8, [big]);
    expect(outlet.state).toBe('open');
    hub.publish(9, [big]);
    expect(outlet.state).toBe('destroyed');
    const length = outlet.text.length;
    hub.publish(10, [big]);
    expect(outlet.text.length).toBe(length);
  });

  it('are cut off where too much is held back for them', () => {
    const { outlet } = page(hub, 'P-1');
    const big = { ...weighing('P-1', 'D-1'), data: { filler: 'x'.repeat(200_000) } };
    hub.publish(8, [big]);
    hub.publish(9, [big]);
    expect(outlet.state).toBe('destroyed');
  });

  it('make room for a ninth page of the same producer by ending the oldest', () => {
    const pages = Array.from({ length: 9 }, () => page(hub, 'P-1'));
    const other = page(hub, 'P-2');
    expect(pages.map(({ stream }) => stream.closed)).toEqual([true, ...Array<boolean>(8).fill(false)]);
    expect(other.stream.closed).toBe(false);
  });

  it('are told why the server ends them', () => {
    const { outlet, stream } = page(hub, 'P-1');
    stream.open(7, []);
    hub.beforeApplicationShutdown();
    expect(outlet.text).toContain('event: end\ndata: {"reason":"shutdown"}');
    expect(outlet.state).toBe('ended');
  });
});
