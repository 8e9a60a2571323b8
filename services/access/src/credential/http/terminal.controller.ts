import { Body, Controller, Header, Post } from '@nestjs/common';
import { AggregateId, Caller, CommandCall, InjectAggregate, Scopes } from '@oce/service-kit';
import { hashOfSecret, newSecret } from '../../sign-in/secrets';
import { credentialAggregate } from '../domain/credential';
import { credentialIdOf } from '../domain/credential.commands';
import { EnrolTerminalDto, ReasonDto } from './credential.dto';
import { toldOnce, type Credentials } from './outcomes';

/** Secrets of the terminals at weighbridges. Not over NATS: a secret is told to one caller. */
@Scopes('access:write')
@Controller('access/terminals')
export class TerminalController {
  constructor(@InjectAggregate(credentialAggregate) private readonly credentials: Credentials) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  async enrol(@Body() body: EnrolTerminalDto, @Caller() call: CommandCall) {
    const id = credentialIdOf('terminal', body.terminalId);
    const secret = newSecret('oce_terminal');
    const outcome = await this.credentials.handle(id, {
      type: 'EnrolTerminal',
      data: { ...body },
      sealed: { secretHash: hashOfSecret(secret) },
      meta: await call.meta(),
    });
    const howElse = 'Revoke the terminal and enrol it again for another.';
    return toldOnce(await call.reply(id, outcome), outcome, secret, (secret) => ({ secret }), howElse);
  }

  @Post(':id/revoke')
  revoke(@AggregateId() terminalId: string, @Body() { reason }: ReasonDto, @Caller() call: CommandCall) {
    const id = credentialIdOf('terminal', terminalId);
    return call.handle(this.credentials, id, { type: 'RevokeTerminal', data: { terminalId, reason } });
  }
}
