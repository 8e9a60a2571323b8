import { loadConfig, runService } from '@oce/service-kit';
import { PaymentsConfig } from './payments.config';
import { PaymentsModule } from './payments.module';

void runService('payments', PaymentsModule, loadConfig(PaymentsConfig));
