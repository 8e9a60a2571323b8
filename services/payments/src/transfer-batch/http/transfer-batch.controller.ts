import { Controller, Get, Header, Param } from '@nestjs/common';
import { BankFileError, readBankAnswer, type BankAnswer } from '@oce/bank-files';
import { commandSubjectsOf } from '@oce/contracts';
import { invalid } from '@oce/event-sourcing';
import type { HandlerOf } from '@oce/event-store';
import {
  AggregateId,
  Caller,
  CommandCall,
  CommandHandler,
  InjectAggregate,
  Input,
  IsBusinessDate,
  IsReason,
  Scopes,
  Takes,
} from '@oce/service-kit';
import { Matches } from 'class-validator';
import { transferBatchAggregate } from '../domain/transfer-batch';
import { IssueFile } from './issue-file';
import { PrepareBatch } from './prepare-batch';

export class PrepareTransferBatchDto {
  /** Part of the ids in the file, which the bank takes with 35 characters at most. */
  @Matches(/^[A-Za-z0-9-]{1,28}$/, {
    message: 'batchId takes letters, digits and - only, at most 28 of them',
  })
  batchId: string;
  @IsBusinessDate() executionDate: string;
}

export class RefuseTransferBatchDto {
  @IsReason() reason: string;
}

const subject = commandSubjectsOf(transferBatchAggregate);

/** Batches of transfers: prepared, approved by a second person, issued as a file, answered by the bank. */
@Controller('payments/transfer-batches')
export class TransferBatchController {
  constructor(
    private readonly preparing: PrepareBatch,
    private readonly issuing: IssueFile,
    @InjectAggregate(transferBatchAggregate)
    private readonly batches: HandlerOf<typeof transferBatchAggregate>,
  ) {}

  /** Answers with whom it pays, whom it cannot pay and how many wait for the next batch. */
  @CommandHandler({ subject: subject('prepare'), scopes: ['payments:write'] })
  async prepare(@Input() { batchId, executionDate }: PrepareTransferBatchDto, @Caller() call: CommandCall) {
    const { outcome, ...plan } = await this.preparing.prepare(batchId, executionDate, await call.meta());
    return { ...(await call.reply(batchId, outcome)), ...plan };
  }

  @CommandHandler({ path: ':id/approve', subject: subject('approve'), scopes: ['payments:approve'] })
  approve(@AggregateId() id: string, @Caller() call: CommandCall) {
    return call.handle(this.batches, id, { type: 'ApproveTransferBatch', data: {} });
  }

  @CommandHandler({ path: ':id/refuse', subject: subject('refuse'), scopes: ['payments:approve'] })
  refuse(
    @AggregateId() id: string,
    @Input() { reason }: RefuseTransferBatchDto,
    @Caller() call: CommandCall,
  ) {
    return call.handle(this.batches, id, { type: 'RefuseTransferBatch', data: { reason } });
  }

  @CommandHandler({ path: ':id/issue', subject: subject('issue'), scopes: ['payments:write'] })
  async issue(@AggregateId() id: string, @Caller() call: CommandCall) {
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
  @CommandHandler({ path: ':id/bank-answers', subject: subject('answer'), scopes: ['payments:write'] })
  @Takes("The bank's document", 'application/xml')
  async answer(@AggregateId() id: string, @Input() xml: string, @Caller() call: CommandCall) {
    return call.handle(this.batches, id, { type: 'RecordBankAnswer', data: { answer: read(xml) } });
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
