import { loadConfig, runService, ServiceConfig } from '@oce/service-kit';
import { SalesModule } from './sales.module';

void runService('sales', SalesModule, loadConfig(ServiceConfig));
