import { Injectable } from '@nestjs/common';
import { deliveryIdOf, type WeighingRecord } from '@oce/contracts';
import type { CommandMeta } from '@oce/event-sourcing';
import { OneAtATime, type HandlerOf, type Outcome } from '@oce/event-store';
import { InjectAggregate, problem, ProblemError, type Identity } from '@oce/service-kit';
import { deliveryAggregate } from '../domain/delivery';
import type { IntakeFacts, WeighTicket } from '../domain/delivery.commands';
import type { DeliveryEvent } from '../domain/delivery.events';
import { isSameWeighing, numbersWithOtherZeros } from '../domain/leading-zeros';
import { Facts } from '../reads/facts';
import { saidOf } from '../domain/weighing-record';
import type { WeighInDto, WeighingRecordDto } from './delivery.dto';
import { knownIdOf } from './known-id';

/** Where the ticket stands now, and what became of it. */
export interface WeighedIn {
  readonly deliveryId: string;
  readonly outcome: Outcome<DeliveryEvent>;
}

/** The hot path: a ticket becomes a delivery, on disk. */
@Injectable()
export class Intake {
  private readonly turns = new OneAtATime();

  constructor(
    private readonly facts: Facts,
    @InjectAggregate(deliveryAggregate) private readonly deliveries: HandlerOf<typeof deliveryAggregate>,
  ) {}

  /**
   * Weighs one ticket in. `at` is the weighbridge's clock.
   *
   * @throws DomainError as the decider refuses; ProblemError 403 where a terminal sends another's ticket
   */
  async weighIn(dto: WeighInDto, identity: Identity, meta: CommandMeta): Promise<WeighedIn> {
    const foreign = identity.terminalId !== undefined && identity.terminalId !== dto.terminalId;
    if (foreign) {
      const message = `This token is of terminal ${identity.terminalId}: it sends its own tickets only.`;
      const errors = [{ field: 'terminalId', rule: 'own_terminal', message }];
      throw new ProblemError(problem(403, 'not_your_terminal', message, { errors }));
    }
    const ticket = ticketOf(dto);
    const facts = await this.facts.ofTicket(ticket);
    const deliveryId = await knownIdOf(this.deliveries, ticket);
    const handle = async (all: IntakeFacts): Promise<WeighedIn> => {
      const at = { ...meta, now: ticket.weighedAt };
      const command = { type: 'WeighInDelivery' as const, data: ticket, facts: all, meta: at };
      return { deliveryId, outcome: await this.deliveries.handle(deliveryId, command) };
    };
    const others = numbersWithOtherZeros(ticket.ticketNumber);
    if (others.length === 0) return handle(facts);
    // One after the other, so that of two that come together the second finds the first.
    return this.turns.run(`${ticket.terminalId} ${Number(ticket.ticketNumber)}`, async () => {
      const twinNumber = await this.twinOf(ticket, others, dto.distinctFrom);
      return handle(twinNumber === undefined ? facts : { ...facts, twinNumber });
    });
  }

  /** The number of the same weighing, where it stands under one that differs by leading zeros only. */
  private async twinOf(
    ticket: WeighTicket,
    others: readonly string[],
    distinctFrom: string | undefined,
  ): Promise<string | undefined> {
    const { terminalId } = ticket;
    const loaded = others
      .filter((one) => one !== distinctFrom)
      .map((ticketNumber) => this.deliveries.load(deliveryIdOf({ terminalId, ticketNumber })));
    const twin = (await Promise.all(loaded)).find(({ state }) => isSameWeighing(state, ticket));
    return twin?.state.weighed?.ticketNumber;
  }
}

const TO_THE_SECOND = '2026-10-01T08:00:00'.length;

/** An instant that was checked already, as Date writes it, which takes ten times as long. */
const withMilliseconds = (instant: string): string =>
  `${instant.slice(0, TO_THE_SECOND)}.${instant.slice(TO_THE_SECOND + 1, -1).padEnd(3, '0')}Z`;

/** What the terminal does not know is said as unknown. */
function recordOf(dto: WeighingRecordDto): WeighingRecord {
  return {
    alibiNumber: dto.alibiNumber ?? null,
    scaleSerial: dto.scaleSerial ?? null,
    isStable: dto.isStable ?? null,
    sawZero: dto.sawZero ?? null,
    divisionGrams: dto.divisionGrams ?? null,
    source: dto.source,
    typedReason: dto.typedReason ?? null,
    counter: dto.counter ?? null,
    epoch: dto.epoch ?? null,
    skewMs: dto.skewMs ?? null,
  };
}

/** The command's data; instants are kept with milliseconds, so that one moment has one text. */
function ticketOf(dto: WeighInDto): WeighTicket {
  const { containerKind: kind, containerCount: count, containerTareGrams: tareGramsEach } = dto;
  // Field by field: the rest of an object takes many times as long, and this is done for every ticket.
  return {
    terminalId: dto.terminalId,
    ticketNumber: dto.ticketNumber,
    producerCode: dto.producerCode,
    campaignId: dto.campaignId,
    productId: dto.productId,
    grossGrams: dto.grossGrams,
    tareGrams: dto.tareGrams,
    weighedAt: withMilliseconds(dto.weighedAt),
    ...(dto.stationId === undefined ? {} : { stationId: dto.stationId }),
    ...(kind === undefined || count === undefined
      ? {}
      : { containers: tareGramsEach ? { kind, count, tareGramsEach } : { kind, count } }),
    ...saidOf({
      settledAs: dto.settledAs,
      plotId: dto.plotId,
      harvestedOn: dto.harvestedOn,
      record: dto.record && recordOf(dto.record),
    }),
  };
}
