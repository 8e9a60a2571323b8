export { PaymentsConfig } from './payments.config';
export { PaymentsModule } from './payments.module';
