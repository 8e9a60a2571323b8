import { Controller, Get, Header, Param } from '@nestjs/common';
import { problem, ProblemError } from '@oce/service-kit';
import { explanationOf } from './explanations';

/** Where the `type` of a problem leads to. */
@Controller('problems')
export class ProblemsController {
  @Get(':code')
  @Header('Cache-Control', 'public, max-age=3600')
  explain(@Param('code') code: string) {
    if (!/^[a-z0-9_]{1,60}$/.test(code))
      throw new ProblemError(problem(404, 'not_found', 'No problem has a code like this.'));
    return { type: `/problems/${code}`, code, explanation: explanationOf(code) };
  }
}
