export { startGateway, startGatewayWith } from './gateway';
export { behind, GatewayConfig } from './gateway.config';
