import type { Stop } from './stopped';

/** A position was asked for that the projection did not reach in time. */
export class NotThereYet extends Error {
  override readonly name = 'NotThereYet';
  constructor(
    readonly projection: string,
    readonly position: number,
    readonly wanted: number,
    stop?: Stop,
  ) {
    const why = stop ? `: it stopped at ${stop.position}, until an operator decides` : ' in time';
    super(`${projection} is at position ${position} and did not reach ${wanted}${why}`);
  }
}
