import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { callOf, problem, ProblemError } from '@oce/service-kit';

/**
 * The code of the producer who asks, out of their token: no route of theirs takes it from anywhere else, so nobody can
 * ask for another's.
 */
export const OwnCode = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const code = callOf(context).identity?.producerCode;
  if (code) return code;
  throw new ProblemError(
    problem(403, 'not_a_producer', 'This is for producers, with their own code. Clerks have other routes.'),
  );
});
