import { Controller, Get, Header, Param } from '@nestjs/common';
import { BankFileError, readBankAnswer, type BankAnswer } from '@oce/bank-files';
import { commandSubject } from '@oce/contracts';
import { invalid } from '@oce/event-sourcing';
import type { AggregateHandler } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  Scopes,
  Takes,
  type CommandReply,
} from '@oce/service-kit';
import { transferBatchAggregate, type TransferBatchCommand } from '../domain/transfer-batch';
import type { TransferBatchEvent } from '../domain/transfer-batch.events';
import type { TransferBatchState } from '../domain/transfer-batch.state';
import { IssueFile } from './issue-file';
import { PrepareBatch, type PreparedBatch } from './prepare-batch';
import { PrepareTransferBatchDto, RefuseTransferBatchDto } from './transfer-batch.dto';

/** Batches of transfers: prepared, approved by a second person, issued as a file, answered by the bank. */
@Controller('payments/transfer-batches')
export class TransferBatchController {
  constructor(
    private readonly preparing: PrepareBatch,
    private readonly issuing: IssueFile,
    @InjectAggregate(transferBatchAggregate)
    private readonly batches: AggregateHandler<TransferBatchState, TransferBatchCommand, TransferBatchEvent>,
  ) {}

  /** Answers with whom it pays, whom it cannot pay and how many wait for the next batch. */
  @CommandHandler({
    subject: commandSubject('payments', 'transfer-batch', 'prepare'),
    scopes: ['payments:write'],
  })
  async prepare(
    @Input() { batchId, executionDate }: PrepareTransferBatchDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply & Omit<PreparedBatch, 'outcome'>> {
    const { outcome, ...plan } = await this.preparing.prepare(batchId, executionDate, await call.meta());
    return { ...(await call.reply(batchId, outcome)), ...plan };
  }

  @CommandHandler({
    path: ':id/approve',
    subject: commandSubject('payments', 'transfer-batch', 'approve'),
    scopes: ['payments:approve'],
  })
  async approve(@AggregateId() id: string, @Caller() call: CommandCall): Promise<CommandReply> {
    return call.reply(id, await this.batches.handle(id, await call.command('ApproveTransferBatch', {})));
  }

  @CommandHandler({
    path: ':id/refuse',
    subject: commandSubject('payments', 'transfer-batch', 'refuse'),
    scopes: ['payments:approve'],
  })
  async refuse(
    @AggregateId() id: string,
    @Input() { reason }: RefuseTransferBatchDto,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    return call.reply(
      id,
      await this.batches.handle(id, await call.command('RefuseTransferBatch', { reason })),
    );
  }

  @CommandHandler({
    path: ':id/issue',
    subject: commandSubject('payments', 'transfer-batch', 'issue'),
    scopes: ['payments:write'],
  })
  async issue(@AggregateId() id: string, @Caller() call: CommandCall): Promise<CommandReply> {
    return call.reply(id, await this.issuing.issue(id, await call.meta()));
  }

  /** The file for the bank. */
  @Scopes('payments:approve')
  @Get(':id/pain001')
  @Header('content-type', 'application/xml; charset=utf-8')
  @Header('cache-control', 'no-store')
  async file(@Param('id') id: string): Promise<string> {
    return (await this.issuing.read(id)).xml;
  }

  /** A status report (pain.002) or a notice of bookings (camt.054), as the bank sent it. */
  @CommandHandler({
    path: ':id/bank-answers',
    subject: commandSubject('payments', 'transfer-batch', 'answer'),
    scopes: ['payments:write'],
  })
  @Takes("The bank's document", 'application/xml')
  async answer(
    @AggregateId() id: string,
    @Input() xml: string,
    @Caller() call: CommandCall,
  ): Promise<CommandReply> {
    const command = await call.command('RecordBankAnswer', { answer: read(xml) });
    return call.reply(id, await this.batches.handle(id, command));
  }
}

function read(xml: unknown): BankAnswer {
  if (typeof xml !== 'string') throw invalid('xml_expected', "Send the bank's answer as application/xml.");
  try {
    return readBankAnswer(xml);
  } catch (error) {
    if (error instanceof BankFileError) throw invalid(error.slug, `${error.path}: ${error.message}`);
    throw error;
  }
}
