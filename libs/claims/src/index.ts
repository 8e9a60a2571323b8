export * from './claim.decider';
export { Reservations, type Reservation, type Reserved } from './reservations';
