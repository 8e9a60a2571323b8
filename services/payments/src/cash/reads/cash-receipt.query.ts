import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { conflict } from '@oce/event-sourcing';
import type { HandlerOf, LogReader } from '@oce/event-store';
import type { PersonKeys } from '@oce/personal-data';
import {
  CONFIG,
  EVENT_STORE,
  InjectAggregate,
  InjectPersonKeys,
  InjectProjection,
  problem,
  ProblemError,
  ProjectionView,
  Scopes,
} from '@oce/service-kit';
import { payeesProjection, type PayeeDocument } from '../../bank-details/reads/payees';
import type { PaymentsConfig } from '../../payments.config';
import { cashDispositionAggregate, preparedCash } from '../domain/cash-disposition';
import { refuseEnded } from '../domain/end-cash';
import { receiptText } from '../domain/receipt-text';

/** The receipt of cash, for the clerk of the counter: the member's name is in clear on it, so it is kept nowhere. */
@Scopes('payments:cash')
@Controller('payments/cash-dispositions')
export class CashReceiptController {
  constructor(
    @Inject(EVENT_STORE) private readonly log: Pick<LogReader, 'lastPosition'>,
    @InjectAggregate(cashDispositionAggregate)
    private readonly dispositions: HandlerOf<typeof cashDispositionAggregate>,
    @InjectProjection(payeesProjection) private readonly payees: ProjectionView<PayeeDocument>,
    @InjectPersonKeys() private readonly keys: PersonKeys,
    @Inject(CONFIG) private readonly config: Pick<PaymentsConfig, 'OCE_DEBTOR_NAME'>,
  ) {}

  /** To be signed, or once more as it was paid. Refuses `approval_missing`, what has ended, and one who was erased (410). */
  @Get(':id/receipt')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-store')
  async receipt(@Param('id') id: string): Promise<string> {
    const { state } = await this.dispositions.load(id);
    const prepared = preparedCash(state);
    refuseEnded(state);
    if (state.approved === null)
      throw conflict('approval_missing', 'A second person approves the cash first.');
    const { producerCode } = prepared;
    await this.payees.at(await this.log.lastPosition());
    const sealed = (await this.payees.find(producerCode))?.name ?? null;
    const name = sealed && (await this.keys.decrypt(producerCode, { name: sealed })).fields?.name;
    if (!name) throw new ProblemError(problem(410, 'person_erased', 'The person has been erased.'));
    const { receiptNumber = null, paidOn = null } = state.paid ?? {};
    return receiptText(prepared, { office: this.config.OCE_DEBTOR_NAME, name, receiptNumber, paidOn });
  }
}
