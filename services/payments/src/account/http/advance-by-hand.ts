import { Inject, Injectable } from '@nestjs/common';
import type { CollectionContractEvent } from '@oce/contracts';
import { notFound, type CommandMeta } from '@oce/event-sourcing';
import type { AggregateHandler, EventStore, Outcome } from '@oce/event-store';
import { EVENT_STORE, InjectAggregate } from '@oce/service-kit';
import { SchedulesReader } from '../../schedule/reads/schedules.reader';
import { accountAggregate } from '../domain/account';
import type { AccountCommand } from '../domain/account.commands';
import type { AccountEvent } from '../domain/account.events';
import type { AccountState } from '../domain/account.state';
import { advanceOf } from '../domain/advance';

/** Posts by hand an advance that found no schedule when the delivery was graded: under those that are there now. */
@Injectable()
export class AdvanceByHand {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'load'>,
    @InjectAggregate(accountAggregate)
    private readonly accounts: AggregateHandler<AccountState, AccountCommand, AccountEvent>,
    private readonly schedules: SchedulesReader,
  ) {}

  /** @throws DomainError `grading_unknown`, and as the account refuses */
  async post(producerCode: string, deliveryId: string, meta: CommandMeta): Promise<Outcome<AccountEvent>> {
    const ref = { context: 'collection', aggregate: 'delivery', id: deliveryId };
    const commits = await this.store.load<CollectionContractEvent>(ref);
    const graded = commits
      .flatMap((commit) => commit.events)
      .find((event) => event.type === 'DeliveryGraded');
    if (graded?.data.producerCode !== producerCode)
      throw notFound('grading_unknown', 'No such delivery of this producer was graded.', 'deliveryId');
    const facts = advanceOf(graded.data, await this.schedules.inForce());
    const data = { producerCode, deliveryId };
    return this.accounts.handle(producerCode, { type: 'AdvanceDelivery', data, facts, meta });
  }
}
