import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectProjection, MinPosition, ProjectionView, Scopes } from '@oce/service-kit';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ROLES, SCOPES_OF_ROLE } from '../roles/roles';
import { credentialsProjection, type CredentialDocument } from './credentials.projection';

const ID = /^[A-Za-z0-9_-]{1,128}$/;
const ID_RULE = { message: '$property takes letters, digits, - and _ only' };

export class CredentialsQuery {
  @IsOptional() @IsIn(['terminal', 'producer', 'staff', 'partner']) kind?: CredentialDocument['kind'];
  @IsOptional() @IsIn(['invited', 'active', 'revoked']) status?: CredentialDocument['status'];
  @IsOptional() @IsInt() @Min(1) @Max(500) @Type(() => Number) limit: number = 100;
  @IsOptional() @Matches(ID, ID_RULE) after?: string;
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
