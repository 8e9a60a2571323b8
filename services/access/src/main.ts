import { loadConfig, runService } from '@oce/service-kit';
import { AccessConfig } from './access.config';
import { AccessModule } from './access.module';

void runService('access', AccessModule, loadConfig(AccessConfig));
