export { CollectionModule } from './collection.module';
export { deliveriesProjection } from './delivery/reads/deliveries';
