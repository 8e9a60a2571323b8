/** A position was asked for that the projection did not reach in time. */
export class NotThereYet extends Error {
  override readonly name = 'NotThereYet';
  constructor(
    readonly projection: string,
    readonly position: number,
    readonly wanted: number,
  ) {
    super(`${projection} is at position ${position} and did not reach ${wanted} in time`);
  }
}
