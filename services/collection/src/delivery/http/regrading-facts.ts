import { Injectable } from '@nestjs/common';
import type { HandlerOf } from '@oce/event-store';
import { InjectAggregate } from '@oce/service-kit';
import { lotAggregate } from '../../lot/domain/lot';
import { deliveryAggregate } from '../domain/delivery';
import type { RegradeDelivery } from '../domain/delivery.commands';
import type { DeliveryEvent } from '../domain/delivery.events';
import { weighedOf } from '../domain/grade';
import { lastLotOf } from '../domain/lot-membership';
import { numbersOfRegraded } from '../domain/regrade';
import { Facts } from '../reads/facts';
import { knownIdOf } from './known-id';

/** Gathers what a regrading must know: who graded, what the product may have, a free number, how the lot stands. */
@Injectable()
export class RegradingFacts {
  constructor(
    private readonly facts: Facts,
    @InjectAggregate(deliveryAggregate) private readonly deliveries: HandlerOf<typeof deliveryAggregate>,
    @InjectAggregate(lotAggregate) private readonly lots: HandlerOf<typeof lotAggregate>,
  ) {}

  /** @throws DomainError `delivery_unknown` */
  async factsOf(id: string): Promise<RegradeDelivery['facts']> {
    const { state } = await this.deliveries.load(id);
    const { terminalId, ticketNumber, productId, weighedAt } = weighedOf(state);
    const lotId = lastLotOf(state);
    const lot = lotId === undefined ? undefined : (await this.lots.load(lotId)).state;
    return {
      ...(await this.facts.ofGrading(productId, weighedAt)),
      gradedBy: await this.gradedBy(id),
      ticketNumber: await this.freeNumber(terminalId, ticketNumber),
      isLotClosed: lot?.closedOn !== undefined,
    };
  }

  /** Who gave the sheet: of a stand-in whoever regraded, or graded what it stands for. */
  private async gradedBy(id: string): Promise<string | undefined> {
    const commit = await this.commitOf(id, 'DeliveryGraded');
    const replaces = commit?.events
      .map(({ data }) => ('replaces' in data ? data.replaces : null))
      .find(Boolean);
    if (!replaces) return commit?.actor;
    const reversal = await this.commitOf(replaces, 'DeliveryReversed');
    const regraded = reversal?.events
      .map(({ data }) => ('replacement' in data ? data.replacement?.regraded : null))
      .find(Boolean);
    // A policy regrades in the name of whoever upheld the dispute.
    return regraded ? (regraded.upheldBy ?? reversal?.actor) : this.gradedBy(replaces);
  }

  private async commitOf(id: string, type: DeliveryEvent['type']) {
    const past = await this.deliveries.history(id);
    return past.find(({ events }) => events.some((event) => event.type === type));
  }

  private async freeNumber(terminalId: string, ticketNumber: string): Promise<string> {
    for (const number of numbersOfRegraded(ticketNumber)) {
      const ticket = { terminalId, ticketNumber: number };
      const { version } = await this.deliveries.load(await knownIdOf(this.deliveries, ticket));
      if (version === 0) return number;
    }
    return ticketNumber;
  }
}
