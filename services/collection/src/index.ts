export { CollectionModule } from './collection.module';
export { deliveriesProjection, type DeliveryDocument } from './deliveries/deliveries.projection';
export { lotsProjection, type LotDocument } from './lots/lots.projection';
export { reduceIntake, type MoistureMethod, type ReductionTerms } from './grading/reductions';
