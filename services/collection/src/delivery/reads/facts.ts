import { Injectable } from '@nestjs/common';
import type { MemoryView } from '@oce/projections';
import { businessDate, inForceOn } from '@oce/quantities';
import { InjectMemoryView } from '@oce/service-kit';
import type { LimitFacts } from '../../limit/domain/limits';
import { isMemberAt, type Membership } from '../domain/membership';
import type { GradingFacts, IntakeFacts, WeighTicket } from '../domain/delivery.commands';
import {
  campaignReferences,
  equipmentReferences,
  intakeRuleReferences,
  limitReferences,
  plotKey,
  plotReferences,
  producerReferences,
  productReferences,
  scaleKey,
  terminalKey,
  type CampaignReference,
  type EquipmentReference,
  type IntakeRulesReference,
  type LimitsReference,
  type PlotReference,
  type ProductReference,
} from './references';

/** Gathers what deciders must know of the outside, from memory; asks the log only about what it does not find. */
@Injectable()
export class Facts {
  constructor(
    @InjectMemoryView(producerReferences) private readonly producers: MemoryView<Membership>,
    @InjectMemoryView(campaignReferences) private readonly campaigns: MemoryView<CampaignReference>,
    @InjectMemoryView(productReferences) private readonly products: MemoryView<ProductReference>,
    @InjectMemoryView(equipmentReferences) private readonly equipment: MemoryView<EquipmentReference>,
    @InjectMemoryView(intakeRuleReferences) private readonly intakeRules: MemoryView<IntakeRulesReference>,
    @InjectMemoryView(limitReferences) private readonly limits: MemoryView<LimitsReference>,
    @InjectMemoryView(plotReferences) private readonly plots: MemoryView<PlotReference>,
  ) {}

  /** The facts of a ticket; no promise where memory has all of them. */
  ofTicket(ticket: WeighTicket): IntakeFacts | Promise<IntakeFacts> {
    const facts = this.lookUp(ticket);
    const { producer } = facts;
    const isMember = producer !== undefined && isMemberAt(producer, ticket.weighedAt);
    const isComplete = isMember && facts.campaignProductId && facts.terminal && facts.isScaleVerified;
    return isComplete && facts.isOwnPlot !== false ? facts : this.lookUpAgain(ticket);
  }

  /** The limits of weighings as memory has them: they hold from the day after their publication. */
  ofLimits(): LimitFacts {
    return { limits: this.limits.get('weight')?.limits ?? [] };
  }

  /** The facts of a grading of this product, weighed at this instant. */
  async ofGrading(productId: string, weighedAt: string): Promise<GradingFacts> {
    const product = await this.products.find(productId);
    const rule = await this.ruleFor(productId, weighedAt);
    return {
      grades: product?.grades ?? [],
      terms: rule && {
        impuritiesTolerancePpm: rule.impuritiesTolerancePpm,
        ...(rule.moisture ? { moisture: rule.moisture } : {}),
      },
      maxImpuritiesPpm: rule?.maxImpuritiesPpm ?? 0,
      maxMoisturePpm: rule?.maxMoisturePpm ?? 0,
    };
  }

  /**
   * What is not found may have come in a moment ago: make sure that memory holds all that the log does.
   *
   * @throws StoreUnavailable where it does not: a good ticket would be refused for good
   */
  private async lookUpAgain(ticket: WeighTicket): Promise<IntakeFacts> {
    await Promise.all(
      [this.producers, this.campaigns, this.equipment, this.plots].map((view) => view.caughtUp()),
    );
    return this.lookUp(ticket);
  }

  private lookUp({ producerCode, campaignId, terminalId, weighedAt, plotId }: WeighTicket): IntakeFacts {
    const campaign = this.campaigns.get(campaignId);
    const isOpen = campaign !== undefined && campaign.from <= weighedAt && weighedAt < campaign.until;
    const terminal = this.equipment.get(terminalKey({ terminalId }));
    const verifications = terminal && this.equipment.get(scaleKey(terminal))?.verifications;
    return {
      producer: this.producers.get(producerCode),
      campaignProductId: isOpen ? campaign.productId : undefined,
      terminal: terminal && { stationId: terminal.stationId, scaleId: terminal.scaleId },
      isScaleVerified:
        verifications?.some(({ from, until }) => from <= weighedAt && weighedAt < until) ?? false,
      limits: this.limits.get('weight')?.limits ?? [],
      ...(plotId === undefined
        ? {}
        : { isOwnPlot: this.plots.get(plotKey({ producerCode, plotId })) !== undefined }),
    };
  }

  private async ruleFor(productId: string, weighedAt: string) {
    const day = businessDate(weighedAt);
    // The rule of a moment ago decides the weight that is paid for: what is found is not enough.
    const rules = (await this.intakeRules.caughtUp()).get(productId)?.rules ?? [];
    return inForceOn(rules, day);
  }
}
