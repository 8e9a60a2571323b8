import { loadConfig, PersonalDataConfig, runService } from '@oce/service-kit';
import { AffiliationModule } from './affiliation.module';

void runService('affiliation', AffiliationModule, loadConfig(PersonalDataConfig));
