import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { addDays } from '@oce/quantities';
import {
  AggregateId,
  Caller,
  CommandCall,
  InjectAggregate,
  NeedsKey,
  Public,
  Scopes,
} from '@oce/service-kit';
import { Attempts } from '../../sign-in/attempts';
import { hashOfSecret, newSecret } from '../../sign-in/secrets';
import { Vault } from '../../sign-in/vault';
import { credentialAggregate } from '../domain/credential';
import { credentialIdOf } from '../domain/credential.commands';
import { refuseUnlessHolder } from '../domain/staff';
import { ActivateStaffDto, ChangeRolesDto, InviteStaffDto, ReasonDto } from './credential.dto';
import { heldAlready, toldOnce, type Credentials } from './outcomes';

const INVITATION_DAYS = 7;

/** Members of staff: invited with roles, active once they have chosen a password. */
@Scopes('access:write')
@Controller('access/staff')
export class StaffController {
  constructor(
    @InjectAggregate(credentialAggregate) private readonly credentials: Credentials,
    private readonly vault: Vault,
    private readonly attempts: Attempts,
  ) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  invite(@Body() body: InviteStaffDto, @Caller() call: CommandCall) {
    return this.send(body.staffId, call, { type: 'InviteStaff', data: { ...body } });
  }

  /**
   * For a forgotten password or a lapsed invitation; the password ends at once. Each time another invitation: only a key
   * tells a repeat.
   */
  @NeedsKey()
  @Post(':id/reinvite')
  @Header('Cache-Control', 'no-store')
  reinvite(@AggregateId() staffId: string, @Body() { reason }: ReasonDto, @Caller() call: CommandCall) {
    return this.send(staffId, call, { type: 'ReinviteStaff', data: { staffId, reason } });
  }

  /** Whoever holds the invitation chooses the password. */
  @Public()
  @Post('activate')
  @HttpCode(200)
  async activate(@Body() body: ActivateStaffDto, @Caller() call: CommandCall) {
    const { staffId, invitation, password } = body;
    const id = credentialIdOf('staff', staffId);
    const invitationHash = hashOfSecret(invitation);
    const { state } = await this.credentials.load(id);
    // Nobody without an invitation shall make us write down a key or reckon a costly hash.
    refuseUnlessHolder(state, invitationHash, call.at);
    const meta = { ...(await call.meta()), actor: `staff:${staffId}` };
    const command = { type: 'ActivateStaff', data: { staffId }, meta } as const;
    if (state.status === 'active') {
      // It was used. With the password that came of it, this asks for what holds; another is a wrong password.
      await this.attempts.guessable('staff', staffId, password, meta);
      return call.reply(id, await heldAlready(this.credentials, id, command));
    }
    const passwordHash = await this.vault.seal('staff', staffId, password);
    const sealed = { invitationHash, passwordHash };
    return call.reply(id, await this.credentials.handle(id, { ...command, sealed }));
  }

  @Post(':id/roles')
  changeRoles(
    @AggregateId() staffId: string,
    @Body() { roles }: ChangeRolesDto,
    @Caller() call: CommandCall,
  ) {
    const id = credentialIdOf('staff', staffId);
    return call.handle(this.credentials, id, { type: 'ChangeStaffRole', data: { staffId, roles } });
  }

  @Post(':id/revoke')
  revoke(@AggregateId() staffId: string, @Body() { reason }: ReasonDto, @Caller() call: CommandCall) {
    const data = { kind: 'staff', subject: staffId, reason } as const;
    const id = credentialIdOf('staff', staffId);
    return call.handle(this.credentials, id, { type: 'RevokeCredential', data });
  }

  private async send(
    staffId: string,
    call: CommandCall,
    command:
      | { type: 'InviteStaff'; data: { staffId: string; roles: InviteStaffDto['roles'] } }
      | { type: 'ReinviteStaff'; data: { staffId: string; reason: string } },
  ) {
    const id = credentialIdOf('staff', staffId);
    const meta = await call.meta();
    const invitation = newSecret('oce_invitation');
    const expiresAt = `${addDays(meta.now.slice(0, 10), INVITATION_DAYS)}${meta.now.slice(10)}`;
    const sealed = { invitationHash: hashOfSecret(invitation), expiresAt };
    const outcome = await this.credentials.handle(id, { ...command, sealed, meta });
    const told = (invitation: string | null) => ({ invitation });
    return toldOnce(await call.reply(id, outcome), outcome, invitation, told, 'Reinvite for another.');
  }
}
