import { Body, Controller, Header, Post } from '@nestjs/common';
import type { MemoryView } from '@oce/projections';
import {
  AggregateId,
  Caller,
  CommandCall,
  InjectAggregate,
  InjectMemoryView,
  NeedsKey,
  Scopes,
} from '@oce/service-kit';
import { newCode } from '../../sign-in/secrets';
import { Vault } from '../../sign-in/vault';
import { credentialAggregate, refuseUnknownProducer } from '../domain/credential';
import { credentialIdOf, type IssueCode } from '../domain/credential.commands';
import { producerReferences, type ProducerReference } from '../reads/producers';
import { IssueCodeDto, ReasonDto } from './credential.dto';
import { toldOnce, type Credentials } from './outcomes';

/** Personal codes of producers: printed by the office, changed at first use. */
@Scopes('access:write')
@Controller('access/producer-codes')
export class ProducerCodeController {
  constructor(
    @InjectAggregate(credentialAggregate) private readonly credentials: Credentials,
    @InjectMemoryView(producerReferences) private readonly producers: MemoryView<ProducerReference>,
    private readonly vault: Vault,
  ) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  async issue(@Body() { producerCode }: IssueCodeDto, @Caller() call: CommandCall) {
    const facts = await this.factsOf(producerCode);
    refuseUnknownProducer(facts);
    return this.make(producerCode, call, (sealed, meta) => ({
      type: 'IssueCode',
      data: { producerCode },
      sealed,
      facts,
      meta,
    }));
  }

  /** For a code that was lost or is shut after too many failures. Each time another code: only a key tells a repeat. */
  @NeedsKey()
  @Post(':id/reissue')
  @Header('Cache-Control', 'no-store')
  async reissue(
    @AggregateId() producerCode: string,
    @Body() { reason }: ReasonDto,
    @Caller() call: CommandCall,
  ) {
    refuseUnknownProducer(await this.factsOf(producerCode));
    return this.make(producerCode, call, (sealed, meta) => ({
      type: 'ReissueCode',
      data: { producerCode, reason },
      sealed,
      meta,
    }));
  }

  private async factsOf(producerCode: string): Promise<IssueCode['facts']> {
    return { isProducerKnown: (await this.producers.find(producerCode)) !== undefined };
  }

  private async make(
    producerCode: string,
    call: CommandCall,
    command: (sealed: IssueCode['sealed'], meta: IssueCode['meta']) => Parameters<Credentials['handle']>[1],
  ) {
    const id = credentialIdOf('producer', producerCode);
    const code = newCode();
    const sealed = { codeHash: await this.vault.seal('producer', producerCode, code) };
    const outcome = await this.credentials.handle(id, command(sealed, await call.meta()));
    const howElse = 'Reissue it for another.';
    return toldOnce(await call.reply(id, outcome), outcome, code, (code) => ({ code }), howElse);
  }
}
