export {
  defineClaims,
  type ClaimCommand,
  type ClaimEvent,
  type ClaimReleased,
  type ClaimState,
  type ClaimTaken,
  type Held,
  type ReleaseClaim,
  type TakeClaim,
} from './claim.decider';
export { Reservations, type Reservation, type Reserved } from './reservations';
