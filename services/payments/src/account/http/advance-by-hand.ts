import { Inject, Injectable } from '@nestjs/common';
import type { CollectionContractEvent, DeliveryGraded } from '@oce/contracts';
import { notFound, type CommandMeta } from '@oce/event-sourcing';
import type { EventStore, Outcome } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate } from '@oce/service-kit';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import type { Accounts } from '../../shared/handlers';
import { accountAggregate } from '../domain/account';
import type { AccountEvent } from '../domain/account.events';
import { advanceData } from '../reactions/when-delivery-graded-then-post-advance';

/** Posts by hand an advance that found no schedule when the delivery was graded: under those that are there now. */
@Injectable()
export class PostAdvanceByHand {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @InjectAggregate(accountAggregate) private readonly accounts: Accounts,
    private readonly schedules: SchedulesReader,
  ) {}

  async post(producerCode: string, deliveryId: string, meta: CommandMeta): Promise<Outcome<AccountEvent>> {
    const ref = { context: 'collection', aggregate: 'delivery', id: deliveryId };
    const commits = await this.store.load<CollectionContractEvent>(ref);
    const graded = commits
      .flatMap((commit) => commit.events)
      .find((event): event is DeliveryGraded => event.type === 'DeliveryGraded');
    if (graded?.data.producerCode !== producerCode)
      throw notFound('grading_unknown', 'No such delivery of this producer was graded.', 'deliveryId');
    const facts = advanceData(graded.data, await this.schedules.inForce());
    const data = { producerCode, deliveryId };
    return this.accounts.handle(producerCode, { type: 'AdvanceDelivery', data, facts, meta });
  }
}
