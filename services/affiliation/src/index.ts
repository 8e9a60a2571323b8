export { AffiliationModule } from './affiliation.module';
export { cooperativesProjection, type CooperativeDocument } from './cooperative/reads/cooperatives';
export { ERASED_NAME } from './producer/reads/producer-names';
export { producersProjection, type ProducerDocument } from './producer/reads/producers';
