export { AffiliationModule } from './affiliation.module';
export { cooperativesProjection, type CooperativeDocument } from './cooperatives/cooperatives.projection';
export { ERASED_NAME } from './producers/producer-names.service';
export { producersProjection, type ProducerDocument } from './producers/producers.projection';
