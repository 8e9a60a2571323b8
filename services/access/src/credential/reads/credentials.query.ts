import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, PageQuery, ProjectionView, Scopes } from '@oce/service-kit';
import { IsIn, IsOptional } from 'class-validator';
import { ROLES, SCOPES_OF_ROLE } from '../../roles/roles';
import { credentialsProjection, type CredentialDocument } from './credentials';

export class CredentialsQuery extends PageQuery {
  @IsOptional() @IsIn(['terminal', 'producer', 'staff', 'partner']) kind?: CredentialDocument['kind'];
  @IsOptional() @IsIn(['invited', 'active', 'revoked']) status?: CredentialDocument['status'];
}

/** Reads credentials and the table of roles. */
@Scopes('access:write')
@Controller('access')
export class CredentialsQueryController {
  constructor(
    @InjectProjection(credentialsProjection)
    private readonly credentials: ProjectionView<CredentialDocument>,
  ) {}

  @Get('credentials')
  async list(@Query() query: CredentialsQuery, @MinPosition() position: number) {
    const { limit, after, ...filter } = query;
    return (await this.credentials.at(position)).page(filter, { limit, after });
  }

  @Get('credentials/:id')
  async one(@Param('id') id: string, @MinPosition() position: number) {
    return (await this.credentials.at(position)).get(id, 'credential');
  }

  @Get('roles')
  roles() {
    return { roles: ROLES.map((role) => ({ role, scopes: SCOPES_OF_ROLE[role] })) };
  }
}
