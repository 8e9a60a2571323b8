import { Controller, Get, Header, Param } from '@nestjs/common';
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
import { Readable } from 'node:stream';
import { transferBatchAggregate } from '../domain/transfer-batch';
import { BankAnswers } from './bank-answers';
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

/** Says why the file was not sent. */
export class CancelTransferBatchDto extends RefuseTransferBatchDto {}

const subject = commandSubjectsOf(transferBatchAggregate);

/** Batches of transfers: prepared, approved by a second person, issued as a file, answered by the bank. */
@Controller('payments/transfer-batches')
export class TransferBatchController {
  constructor(
    private readonly preparing: PrepareBatch,
    private readonly issuing: IssueFile,
    private readonly answers: BankAnswers,
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

  /** A second person says that the file was not sent and will not be: its transfers are free for another batch. */
  @CommandHandler({ path: ':id/cancel', subject: subject('cancel'), scopes: ['payments:approve'] })
  cancel(
    @AggregateId() id: string,
    @Input() { reason }: CancelTransferBatchDto,
    @Caller() call: CommandCall,
  ) {
    return call.handle(this.batches, id, { type: 'CancelTransferBatch', data: { reason } });
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

  /**
   * A status report (pain.002) or a notice of bookings (camt.054), as the bank sent it, up to 64 MB. It may speak of
   * several files: each transfer's own batch hears of it. Answers with what became of each thing that it says.
   */
  @CommandHandler({ path: ':id/bank-answers', subject: subject('answer'), scopes: ['payments:write'] })
  @Takes("The bank's document", 'application/xml')
  async answer(@AggregateId() id: string, @Input() body: unknown, @Caller() call: CommandCall) {
    const read = await this.answers.read(id, bytesOf(body), call.at);
    call.knownBy(read.answer.sha256);
    await call.meta();
    const { outcome, became } = await this.answers.record(id, read, (part) => call.metaOf(part));
    return { ...(await call.reply(id, outcome)), ...became };
  }
}

/** The chunks of the body; what is left of one that is refused is read and thrown away elsewhere. */
function bytesOf(body: unknown): AsyncIterable<Uint8Array> | string {
  if (typeof body === 'string') return body;
  if (body instanceof Readable)
    return { [Symbol.asyncIterator]: () => body.iterator({ destroyOnReturn: false }) };
  throw invalid('xml_expected', "Send the bank's answer as application/xml.");
}
