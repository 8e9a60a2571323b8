export { GatewayConfig, upstreamsOf } from './gateway.config';
export { GatewayModule } from './gateway.module';
export { startGateway } from './gateway';
