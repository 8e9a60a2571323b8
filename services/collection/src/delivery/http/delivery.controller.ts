import { Controller } from '@nestjs/common';
import { commandSubjectsOf } from '@oce/contracts';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  ConfirmProposalDto,
  InjectAggregate,
  Input,
  RejectProposalDto,
} from '@oce/service-kit';
import { deliveryAggregate } from '../domain/delivery';
import type { ReverseDelivery } from '../domain/delivery.commands';
import { weighedOf } from '../domain/grade';
import { Facts } from '../reads/facts';
import { GradeDto, RefuseDto, RegradeDto, ReverseDto, WeighInDto } from './delivery.dto';
import { Intake } from './intake';
import { knownIdOf } from './known-id';
import { RegradingFacts } from './regrading-facts';

/** A correction that waits, by its ticket number. */
const CORRECTION = /^correction-(.+)$/;

const subject = commandSubjectsOf(deliveryAggregate);

/** Commands on one delivery. */
@Controller('collection/deliveries')
export class DeliveryController {
  constructor(
    private readonly intake: Intake,
    private readonly facts: Facts,
    private readonly regrading: RegradingFacts,
    @InjectAggregate(deliveryAggregate) private readonly deliveries: HandlerOf<typeof deliveryAggregate>,
  ) {}

  @CommandHandler({ subject: subject('weigh-in'), scopes: ['collection:weigh'] })
  async weighIn(@Input() ticket: WeighInDto, @Caller() call: CommandCall) {
    const { deliveryId, outcome } = await this.intake.weighIn(ticket, call.identity, await call.meta());
    return call.reply(deliveryId, outcome);
  }

  @CommandHandler({ path: ':id/grade', subject: subject('grade'), scopes: ['collection:write'] })
  async grade(@AggregateId() id: string, @Input() body: GradeDto, @Caller() call: CommandCall) {
    const { productId, weighedAt } = await this.weighed(id);
    const facts = await this.facts.ofGrading(productId, weighedAt);
    return call.handle(this.deliveries, id, { type: 'GradeDelivery', data: { ...body }, facts });
  }

  @CommandHandler({ path: ':id/refuse', subject: subject('refuse'), scopes: ['collection:write'] })
  refuse(@AggregateId() id: string, @Input() body: RefuseDto, @Caller() call: CommandCall) {
    return call.handle(this.deliveries, id, { type: 'RefuseDelivery', data: { ...body } });
  }

  @CommandHandler({ path: ':id/reverse', subject: subject('reverse'), scopes: ['collection:write'] })
  async reverse(@AggregateId() id: string, @Input() body: ReverseDto, @Caller() call: CommandCall) {
    const { reason, correction } = body;
    const facts = await this.factsOfReversal(id, correction?.ticketNumber);
    const data = correction ? { reason, correction: { ...correction } } : { reason };
    return call.handle(this.deliveries, id, { type: 'ReverseDelivery', data, facts });
  }

  /** A second person confirms a weight above its limit. */
  @CommandHandler({ path: ':id/confirmations', subject: subject('confirm'), scopes: ['collection:write'] })
  async confirm(
    @AggregateId() deliveryId: string,
    @Input() { proposalId }: ConfirmProposalDto,
    @Caller() call: CommandCall,
  ) {
    const facts = await this.factsOfReversal(deliveryId, CORRECTION.exec(proposalId)?.[1]);
    const data = { deliveryId, proposalId };
    return call.handle(this.deliveries, deliveryId, { type: 'ConfirmProposal', data, facts });
  }

  /** The weight is wrong: the delivery waits to be reversed, with the right one. */
  @CommandHandler({ path: ':id/rejections', subject: subject('reject'), scopes: ['collection:write'] })
  reject(
    @AggregateId() deliveryId: string,
    @Input() { proposalId, reason }: RejectProposalDto,
    @Caller() call: CommandCall,
  ) {
    const data = { deliveryId, proposalId, reason };
    return call.handle(this.deliveries, deliveryId, { type: 'RejectProposal', data });
  }

  private async factsOfReversal(
    id: string,
    ticketNumber: string | undefined,
  ): Promise<ReverseDelivery['facts']> {
    const { terminalId, productId, weighedAt } = await this.weighed(id);
    const { terms } = await this.facts.ofGrading(productId, weighedAt);
    const isNumberTaken = ticketNumber !== undefined && (await this.isTaken(terminalId, ticketNumber));
    return { terms, isNumberTaken, ...this.facts.ofLimits() };
  }

  /** A second person: whoever graded the delivery is refused. */
  @CommandHandler({ path: ':id/regrade', subject: subject('regrade'), scopes: ['collection:write'] })
  async regrade(@AggregateId() id: string, @Input() body: RegradeDto, @Caller() call: CommandCall) {
    const facts = await this.regrading.factsOf(id);
    return call.handle(this.deliveries, id, { type: 'RegradeDelivery', data: { ...body }, facts });
  }

  /** Whether a terminal has sent a ticket under this number. */
  private async isTaken(terminalId: string, ticketNumber: string): Promise<boolean> {
    const { state } = await this.deliveries.load(
      await knownIdOf(this.deliveries, { terminalId, ticketNumber }),
    );
    return state.weighed !== undefined;
  }

  private async weighed(id: string) {
    return weighedOf((await this.deliveries.load(id)).state);
  }
}
