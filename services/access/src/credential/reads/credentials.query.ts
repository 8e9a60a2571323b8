import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  fields,
  InjectProjection,
  MinPosition,
  PageQuery,
  ProjectionView,
  Scopes,
  type LogPosition,
} from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { ROLES, RoleScopes } from '../../roles/roles';
import { credentialsProjection, type CredentialDocument } from './credentials';

export class CredentialsQuery extends PageQuery {
  @IsOptional() @IsIn(['terminal', 'producer', 'staff', 'partner']) kind?: CredentialDocument['kind'];
  @IsOptional() @IsIn(['invited', 'active', 'revoked']) status?: CredentialDocument['status'];
}

const shown = fields<CredentialDocument>()(
  'kind',
  'subject',
  'status',
  'roles',
  'stationId',
  'mustChange',
  'failures',
  'lockedUntil',
  'since',
  'reason',
);

/** Reads credentials and the table of roles. */
@Scopes('access:write')
@Controller('access')
export class CredentialsQueryController {
  constructor(
    @InjectProjection(credentialsProjection)
    private readonly credentials: ProjectionView<CredentialDocument>,
    private readonly scopes: RoleScopes,
  ) {}

  @Get('credentials')
  async list(@Query() query: CredentialsQuery, @MinPosition() position: LogPosition) {
    const { limit, after, ...filter } = query;
    return (await this.credentials.at(position)).list(filter, { limit, after }, shown);
  }

  @Get('credentials/:id')
  async one(@Param('id') id: string, @MinPosition() position: LogPosition) {
    return (await this.credentials.at(position)).show(id, 'credential', shown);
  }

  @Get('roles')
  roles() {
    return { roles: ROLES.map((role) => ({ role, scopes: this.scopes.of(role) })) };
  }
}
