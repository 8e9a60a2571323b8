export { ACCEPTED_NAMES, type Field } from './columns';
export { readWeighTickets } from './read-weigh-tickets';
export { RefusedLinesWriter } from './refused-lines-writer';
export {
  WeighTicketFileError,
  type AcceptedLine,
  type ReadLine,
  type RefusedLine,
  type TicketContainers,
  type TicketRule,
  type WeighTicket,
} from './ticket';
export { importWeighTickets, type ImportResult, type TicketDefaults } from './import-weigh-tickets';
export { overHttp, overNats, type SendTickets, type TicketAnswer, type TicketBody } from './send-tickets';
