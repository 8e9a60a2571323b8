import { loadConfig, runService } from '@oce/service-kit';
import { PortalConfig } from './portal.config';
import { PortalModule } from './portal.module';

void runService('portal', PortalModule, loadConfig(PortalConfig));
