import { loadConfig, runService, ServiceConfig } from '@oce/service-kit';
import { CollectionModule } from './collection.module';

void runService('collection', CollectionModule, loadConfig(ServiceConfig));
