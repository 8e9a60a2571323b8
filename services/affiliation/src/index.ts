export { AffiliationModule } from './affiliation.module';
export { cooperativesProjection, type CooperativeDocument } from './cooperatives/cooperatives.projection';
export { producersProjection, type ProducerDocument } from './producers/producers.projection';
export { ERASED_NAME } from './producers/producer-names.service';
