import { Body, Controller, Header, Post } from '@nestjs/common';
import { AggregateId, Caller, CommandCall, InjectAggregate, Scopes } from '@oce/service-kit';
import { hashOfSecret, newSecret } from '../../sign-in/secrets';
import { credentialAggregate } from '../domain/credential';
import { credentialIdOf } from '../domain/credential.commands';
import { IssuePartnerKeyDto, ReasonDto } from './credential.dto';
import { toldOnce, type Credentials } from './outcomes';

/** Keys of the partners that follow sales. */
@Scopes('access:write')
@Controller('access/partner-keys')
export class PartnerKeyController {
  constructor(@InjectAggregate(credentialAggregate) private readonly credentials: Credentials) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  async issue(@Body() body: IssuePartnerKeyDto, @Caller() call: CommandCall) {
    const id = credentialIdOf('partner', body.partnerId);
    const secret = newSecret('oce_partner');
    const outcome = await this.credentials.handle(id, {
      type: 'IssuePartnerKey',
      data: { ...body },
      sealed: { keyHash: hashOfSecret(secret) },
      meta: await call.meta(),
    });
    const howElse = 'Revoke the key and issue another.';
    return toldOnce(await call.reply(id, outcome), outcome, secret, (secret) => ({ secret }), howElse);
  }

  @Post(':id/revoke')
  revoke(@AggregateId() partnerId: string, @Body() { reason }: ReasonDto, @Caller() call: CommandCall) {
    const id = credentialIdOf('partner', partnerId);
    return call.handle(this.credentials, id, { type: 'RevokePartnerKey', data: { partnerId, reason } });
  }
}
