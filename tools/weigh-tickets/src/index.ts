export { readWeighTickets } from './read-weigh-tickets';
export { RefusedLinesWriter } from './refused-lines-writer';
export { WeighTicketFileError, type ReadLine } from './ticket';
export { importWeighTickets } from './import-weigh-tickets';
export { overHttp, overNats, type SendTickets } from './send-tickets';
