import { Module } from '@nestjs/common';
import { aggregate, memoryView, personKeys, policyWithView, projection } from '@oce/service-kit';
import { CampaignController } from './campaign/campaign.controller';
import { campaignAggregate } from './campaign/campaign.decider';
import { campaignsProjection } from './campaigns/campaigns.projection';
import { CampaignsQueryController } from './campaigns/campaigns.query';
import { claimAggregate } from './claim/claim.decider';
import { Claims } from './claim/claims.service';
import { CooperativeController } from './cooperative/cooperative.controller';
import { cooperativeAggregate } from './cooperative/cooperative.decider';
import { cooperativesProjection } from './cooperatives/cooperatives.projection';
import { CooperativesQueryController } from './cooperatives/cooperatives.query';
import { eraseKeyPolicy } from './erase-key/erase-key.policy';
import { KeyDestroyer } from './erase-key/key-destroyer';
import { ExporterController } from './exporter/exporter.controller';
import { exporterAggregate } from './exporter/exporter.decider';
import { exportersProjection } from './exporters/exporters.projection';
import { ExportersQueryController } from './exporters/exporters.query';
import { ImportController } from './imports/import.controller';
import { Affiliations } from './producer/affiliations.service';
import { PersonController } from './producer/person.controller';
import { ProducerController } from './producer/producer.controller';
import { producerAggregate } from './producer/producer.decider';
import { ProducerNames } from './producers/producer-names.service';
import { producersProjection } from './producers/producers.projection';
import { ProducersQueryController } from './producers/producers.query';
import { ProductController } from './product/product.controller';
import { productAggregate } from './product/product.decider';
import { productsProjection } from './products/products.projection';
import { ProductsQueryController } from './products/products.query';
import { cooperativeReferences, productReferences } from './references/references';
import { References } from './references/references.service';
import { LeavingProducersSource } from './release-claim/leaving-producers';
import { releaseClaimPolicy } from './release-claim/release-claim.policy';
import { Hashes } from './shared/hashes';

/** Affiliation: who belongs, under which convention. */
@Module({
  controllers: [
    CooperativeController,
    CooperativesQueryController,
    ImportController,
    ProducerController,
    ProducersQueryController,
    PersonController,
    ExporterController,
    ExportersQueryController,
    ProductController,
    ProductsQueryController,
    CampaignController,
    CampaignsQueryController,
  ],
  providers: [
    aggregate(claimAggregate),
    aggregate(cooperativeAggregate),
    aggregate(producerAggregate),
    aggregate(exporterAggregate),
    aggregate(productAggregate),
    aggregate(campaignAggregate),

    personKeys(),
    Hashes,
    Claims,
    memoryView(cooperativeReferences),
    memoryView(productReferences),
    References,
    Affiliations,

    projection(cooperativesProjection),
    projection(producersProjection),
    ProducerNames,
    projection(exportersProjection),
    projection(productsProjection),
    projection(campaignsProjection),

    KeyDestroyer,
    policyWithView(eraseKeyPolicy, KeyDestroyer),
    LeavingProducersSource,
    policyWithView(releaseClaimPolicy, LeavingProducersSource),
  ],
})
export class AffiliationModule {}
