import { Body, Controller, Header, HttpCode, Post } from '@nestjs/common';
import { CommandCall, KeylessCaller, Public } from '@oce/service-kit';
import { SignIn } from '../sign-in';
import type { SignedIn } from '../token-issuer';
import { TokenRequestDto } from './token.dto';

/** Where everybody signs in. */
@Controller('access/token')
export class TokenController {
  constructor(private readonly signIn: SignIn) {}

  @Public()
  @Post()
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  take(@Body() request: TokenRequestDto, @KeylessCaller() call: CommandCall): Promise<SignedIn> {
    return this.signIn.with(request, call.freshMeta());
  }
}
