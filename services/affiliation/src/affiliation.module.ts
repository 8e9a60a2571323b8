import { Module } from '@nestjs/common';
import { aggregate, memoryView, personKeys, policy, policyWithView, projection } from '@oce/service-kit';
import { campaignAggregate } from './campaign/domain/campaign';
import { CampaignController } from './campaign/http/campaign.controller';
import { campaignsProjection } from './campaign/reads/campaigns';
import { CampaignsQueryController } from './campaign/reads/campaigns.query';
import { listedProducts } from './campaign/reads/listed-products';
import { cooperativeAggregate } from './cooperative/domain/cooperative';
import { CooperativeController } from './cooperative/http/cooperative.controller';
import { cooperativesProjection } from './cooperative/reads/cooperatives';
import { CooperativesQueryController } from './cooperative/reads/cooperatives.query';
import { exporterAggregate } from './exporter/domain/exporter';
import { ExporterController } from './exporter/http/exporter.controller';
import { exportersProjection } from './exporter/reads/exporters';
import { ExportersQueryController } from './exporter/reads/exporters.query';
import { producerAggregate } from './producer/domain/producer';
import { Affiliations } from './producer/http/affiliations';
import { Fingerprints } from './producer/http/fingerprints';
import { ImportController } from './producer/http/import.controller';
import { PersonController, ProducerController } from './producer/http/producer.controller';
import { KeyDestroyer } from './producer/reactions/key-destroyer';
import { whenAccountClosedThenErasePerson } from './producer/reactions/when-account-closed-then-erase-person';
import { whenPersonErasedThenConfirmKeyDestroyed } from './producer/reactions/when-person-erased-then-confirm-key-destroyed';
import { Conventions } from './producer/reads/conventions';
import { cooperativeReferences } from './producer/reads/cooperative-references';
import { erasuresProjection } from './producer/reads/erasures';
import { ErasuresQueryController } from './producer/reads/erasures.query';
import { ProducerNames } from './producer/reads/producer-names';
import { producersProjection } from './producer/reads/producers';
import { ProducersQueryController } from './producer/reads/producers.query';
import { productAggregate } from './product/domain/product';
import { ProductController } from './product/http/product.controller';
import { productsProjection } from './product/reads/products';
import { ProductsQueryController } from './product/reads/products.query';
import { reservationAggregate } from './reservation/domain/reservation';
import { ReservedCinsSource } from './reservation/reactions/reserved-cins';
import { whenProducerLeftThenReleaseCin } from './reservation/reactions/when-producer-left-then-release-cin';
import { UniqueValues } from './reservation/unique-values';

/** Affiliation: who belongs, under which convention. */
@Module({
  controllers: [
    CooperativeController,
    CooperativesQueryController,
    ImportController,
    ProducerController,
    ProducersQueryController,
    PersonController,
    ErasuresQueryController,
    ExporterController,
    ExportersQueryController,
    ProductController,
    ProductsQueryController,
    CampaignController,
    CampaignsQueryController,
  ],
  providers: [
    aggregate(reservationAggregate),
    aggregate(cooperativeAggregate),
    aggregate(producerAggregate),
    aggregate(exporterAggregate),
    aggregate(productAggregate),
    aggregate(campaignAggregate),

    personKeys(),
    Fingerprints,
    UniqueValues,
    memoryView(cooperativeReferences),
    Conventions,
    memoryView(listedProducts),
    Affiliations,

    projection(cooperativesProjection),
    projection(producersProjection),
    projection(erasuresProjection),
    ProducerNames,
    projection(exportersProjection),
    projection(productsProjection),
    projection(campaignsProjection),

    policy(whenAccountClosedThenErasePerson),
    KeyDestroyer,
    policyWithView(whenPersonErasedThenConfirmKeyDestroyed, KeyDestroyer),
    ReservedCinsSource,
    policyWithView(whenProducerLeftThenReleaseCin, ReservedCinsSource),
  ],
})
export class AffiliationModule {}
