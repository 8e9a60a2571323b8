export { ConditioningModule } from './conditioning.module';
