import { sentLast, sentWhole } from './server-sent';

/** The part of a response that a stream writes to. */
export interface Outlet {
  readonly writableLength: number;
  write(chunk: string): unknown;
  end(chunk?: string): unknown;
  destroy(): unknown;
}

/** What a reader may be behind, in bytes, before the stream is cut: it comes back and is told what it missed. */
const MOST_BEHIND = 256 * 1024;

/**
 * One open page. Until the past that it asked for has been written, what comes live is held back, so that the order is
 * that of the log; a reader too slow for its buffer is cut off rather than kept in memory.
 */
export class LiveStream {
  private held: { position: number; chunk: string }[] | undefined = [];
  private heldLength = 0;
  private isClosed = false;

  constructor(private readonly outlet: Outlet) {}

  get closed(): boolean {
    return this.isClosed;
  }

  /** A commit's messages, live. */
  send(position: number, chunk: string): void {
    if (this.isClosed) return;
    if (this.held === undefined) return this.write(chunk);
    this.held.push({ position, chunk });
    this.heldLength += chunk.length;
    if (this.heldLength > MOST_BEHIND) this.cut();
  }

  /** Writes the past up to a position, then what was held back behind it, and goes on live. */
  open(position: number, past: readonly string[]): void {
    const held = this.held ?? [];
    this.held = undefined;
    const behind = held.filter((one) => one.position > position).map((one) => one.chunk);
    // The position last: who breaks off within the past asks for all of it again.
    for (const chunk of [...past, sentWhole(position), ...behind]) this.write(chunk);
  }

  heartbeat(chunk: string): void {
    if (this.held === undefined) this.write(chunk);
  }

  /** Ends the stream from this side. */
  end(reason: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    if (this.held === undefined) this.outlet.end(sentLast(reason));
    else this.outlet.destroy();
  }

  /** The other side has gone. */
  gone(): void {
    this.isClosed = true;
    this.held = undefined;
  }

  private write(chunk: string): void {
    if (this.isClosed) return;
    this.outlet.write(chunk);
    if (this.outlet.writableLength > MOST_BEHIND) this.cut();
  }

  private cut(): void {
    this.gone();
    this.outlet.destroy();
  }
}
