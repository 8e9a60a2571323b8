import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { LiveMessage } from './domain/messages';
import type { LiveStream } from './http/live-stream';
import { HEARTBEAT, sentTogether } from './http/server-sent';

const HEARTBEAT_MS = 15_000;
/** Pages that one producer may have open; the oldest makes room. */
const MOST_STREAMS = 8;

/** The open pages by producer: what one is told, no other producer's page can be. */
@Injectable()
export class LiveHub implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly streams = new Map<string, Set<LiveStream>>();
  private beat: NodeJS.Timeout | undefined;
  private reached: number | undefined;

  /** Position of the last commit that was passed on; undefined before the feed follows the log. */
  get position(): number | undefined {
    return this.reached;
  }

  /** The feed follows the log from here. */
  start(position: number): void {
    this.reached = position;
  }

  onApplicationBootstrap(): void {
    this.beat = setInterval(() => this.heartbeat(), HEARTBEAT_MS).unref();
  }

  /** Before the server closes: it waits for open answers. */
  beforeApplicationShutdown(): void {
    clearInterval(this.beat);
    for (const stream of [...this.streams.values()].flatMap((set) => [...set])) stream.end('shutdown');
    this.streams.clear();
  }

  join(producerCode: string, stream: LiveStream): void {
    const mine = this.streams.get(producerCode) ?? new Set();
    this.streams.set(producerCode, mine.add(stream));
    const [oldest] = mine;
    if (mine.size <= MOST_STREAMS || oldest === undefined) return;
    oldest.end('too_many_streams');
    mine.delete(oldest);
  }

  leave(producerCode: string, stream: LiveStream): void {
    const mine = this.streams.get(producerCode);
    mine?.delete(stream);
    if (mine?.size === 0) this.streams.delete(producerCode);
  }

  /** Passes a commit's messages on to the open pages of those whom they concern. */
  publish(position: number, messages: readonly LiveMessage[]): void {
    this.reached = position;
    const watched = messages.filter((message) => this.streams.has(message.producerCode));
    for (const producerCode of new Set(watched.map((message) => message.producerCode))) {
      const mine = watched.filter((message) => message.producerCode === producerCode);
      const chunk = sentTogether(position, mine);
      for (const stream of this.streams.get(producerCode) ?? []) stream.send(position, chunk);
    }
  }

  private heartbeat(): void {
    for (const mine of this.streams.values()) for (const stream of mine) stream.heartbeat(HEARTBEAT);
  }
}
