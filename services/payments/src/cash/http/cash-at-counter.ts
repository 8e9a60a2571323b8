import { Inject, Injectable } from '@nestjs/common';
import type { CashDispositionPrepared } from '@oce/contracts';
import type { CommandMeta } from '@oce/event-sourcing';
import { nothingWritten, type HandlerOf, type LogReader, type Outcome } from '@oce/event-store';
import { businessDate } from '@oce/quantities';
import { AtOnce, EVENT_STORE, InjectAggregate, InjectProjection, ProjectionView } from '@oce/service-kit';
import { randomUUID } from 'node:crypto';
import { accountAggregate } from '../../account/domain/account';
import { whyNotReserved } from '../../account/domain/payout';
import { AccountsReader, payableOf } from '../../account/reads/accounts.reader';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import { counterAggregate, openCounterOf } from '../../counter/domain/counter';
import { cashDaysOn, PAYOUT_TERMS_ID, payoutTermsAggregate } from '../../payout-terms/domain/payout-terms';
import { receiptReservationId } from '../../reservation/domain/reservation';
import { PaymentsReservations } from '../../reservation/reservations';
import { whyNotPayable } from '../../transfer-batch/domain/transfer-plan';
import { cashDispositionAggregate, preparedCash } from '../domain/cash-disposition';
import type { PayCash, PrepareCashDisposition } from '../domain/cash-disposition.commands';
import type { CashDispositionEvent } from '../domain/cash-disposition.events';

type Facts = PrepareCashDisposition['facts'];
type Done = Promise<Outcome<CashDispositionEvent>>;

/** Cash at counters: what the decisions need to know is gathered here. */
@Injectable()
export class CashAtCounter {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(cashDispositionAggregate)
    private readonly dispositions: HandlerOf<typeof cashDispositionAggregate>,
    @InjectAggregate(counterAggregate) private readonly counters: HandlerOf<typeof counterAggregate>,
    @InjectAggregate(accountAggregate) private readonly accounts: HandlerOf<typeof accountAggregate>,
    @InjectAggregate(payoutTermsAggregate) private readonly terms: HandlerOf<typeof payoutTermsAggregate>,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    private readonly reader: AccountsReader,
    private readonly reservations: PaymentsReservations,
    private readonly atOnce: AtOnce,
  ) {}

  /** @throws DomainError `counter_unknown`, `counter_closed`, and as the aggregate refuses */
  async prepare(data: PrepareCashDisposition['data'], meta: CommandMeta): Done {
    const { dispositionId, producerCode, counterId } = data;
    const { prepared } = (await this.dispositions.load(dispositionId)).state;
    // One that is there already is answered as it was prepared, whatever became of the counter since.
    if (prepared === null)
      await this.accounts.handle(producerCode, {
        type: 'SetOffDebts',
        data: { producerCode },
        meta: { ...meta, commandId: randomUUID(), causationId: meta.commandId },
      });
    const facts = prepared === null ? await this.gather(producerCode, counterId, meta) : factsOf(prepared);
    return this.dispositions.handle(dispositionId, { type: 'PrepareCashDisposition', data, facts, meta });
  }

  private async gather(producerCode: string, counterId: string, { now }: CommandMeta): Promise<Facts> {
    const counter = openCounterOf((await this.counters.load(counterId)).state);
    await this.payees.at(await this.log.lastPosition());
    const standing = whyNotPayable(await this.payees.find(producerCode)) ?? 'account';
    const payable = payableOf(producerCode, await this.reader.state(producerCode));
    const days = cashDaysOn((await this.terms.load(PAYOUT_TERMS_ID)).state, businessDate(now));
    return { counter, standing, payable, days };
  }

  /** @throws DomainError `account_changing`, and as the aggregate refuses */
  async approve(dispositionId: string, meta: CommandMeta): Done {
    const loaded = await this.dispositions.load(dispositionId);
    const { producerCode, transferId, endToEndId, amountCentimes, lineIds, counter } = preparedCash(
      loaded.state,
    );
    const { approved, paid, cancelled, expiredOn } = loaded.state;
    let notReserved: string | null = null;
    if ((approved ?? paid ?? cancelled ?? expiredOn) === null) {
      // Sets the payout aside where the policy has not come by yet.
      await this.atOnce.follow(this.dispositions, dispositionId, nothingWritten(loaded), meta);
      const payout = { producerCode, transferId, endToEndId, amountCentimes, lineIds, counter };
      notReserved = whyNotReserved((await this.accounts.load(producerCode)).state, payout) ?? null;
    }
    const command = { type: 'ApproveCashDisposition', data: {}, facts: { notReserved }, meta } as const;
    return this.dispositions.handle(dispositionId, command);
  }

  /** Takes the receipt's number for this payment alone. @throws DomainError `receipt_taken`, and as the aggregate refuses */
  async pay(dispositionId: string, data: PayCash['data'], meta: CommandMeta): Done {
    const { counterId, receiptNumber } = data;
    const { closedFor } = (await this.counters.load(counterId)).state;
    const command: PayCash = { type: 'PayCash', data, facts: { closedFor }, meta };
    const id = receiptReservationId(counterId, receiptNumber);
    return this.reservations.write(this.dispositions, dispositionId, command, {
      values: [{ id, claim: { holder: dispositionId, purpose: 'receipt' } }],
      stands: ({ paid }) =>
        paid !== null && receiptReservationId(paid.counter.counterId, paid.receiptNumber) === id,
    });
  }
}

function factsOf({ counter, amountCentimes, lineIds }: CashDispositionPrepared['data']): Facts {
  return { counter, standing: 'account', payable: { payableCentimes: amountCentimes, lineIds }, days: 0 };
}
