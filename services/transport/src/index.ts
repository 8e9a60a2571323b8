export { TransportModule } from './transport.module';
