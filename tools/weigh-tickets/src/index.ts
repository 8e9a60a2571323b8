export { openWeighTickets, readWeighTickets } from './read-weigh-tickets';
export { weighTickets } from './profile';
export { importWeighTickets } from './import-weigh-tickets';
export { overHttp, overNats, type SendTickets } from './send-tickets';
