import { HttpException } from '@nestjs/common';
import { DomainError, type RefusalKind } from '@oce/event-sourcing';
import {
  CommitTooLarge,
  InvalidAggregateId,
  StoreBusy,
  StoreUnavailable,
  UnreadableCommit,
} from '@oce/event-store';
import { NotThereYet } from '@oce/projections';
import { MongoError, MongoNetworkError, MongoServerSelectionError } from 'mongodb';
import { DatabaseSilent } from '../providers/patience';
import { problem, ProblemError, type Problem } from './problem';

const STATUS: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
};
const AGAIN = { retryAfterSeconds: 2 };

/** The one place where errors become problems. What is not known is an error of ours: it says nothing of its inside. */
export function mapError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof DomainError) return domainProblem(error);
  if (error instanceof InvalidAggregateId) {
    const errors = [{ field: 'id', rule: 'id_characters', message: error.message }];
    return problem(400, 'invalid_id', error.message, { errors });
  }
  if (error instanceof CommitTooLarge) return problem(413, 'commit_too_large', error.message);
  if (error instanceof UnreadableCommit) {
    const { subject, position } = error;
    const detail = `Nothing was written: the commit at position ${position} of ${subject} cannot be read. An operator must look at it.`;
    return problem(500, 'commit_unreadable', detail);
  }
  if (error instanceof NotThereYet) {
    return problem(504, 'not_there_yet', `${error.message}. Ask again.`, AGAIN);
  }
  if (error instanceof StoreBusy) {
    const detail =
      'More is waiting to be written than the office can take now. Nothing is half done: send it again.';
    return problem(503, 'busy', detail, AGAIN);
  }
  if (isUnavailable(error)) {
    const detail =
      'A part of the office cannot be reached. Nothing is half done: send the same request again.';
    return problem(503, 'unavailable', detail, AGAIN);
  }
  return (
    httpProblem(error) ?? problem(500, 'internal', 'Something went wrong on our side. It has been logged.')
  );
}

function domainProblem(error: DomainError): Problem {
  const errors = error.field ? [{ field: error.field, rule: error.slug, message: error.message }] : undefined;
  return problem(STATUS[error.kind], error.slug, error.message, errors ? { errors } : {});
}

function isUnavailable(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable ||
    error instanceof DatabaseSilent ||
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    (error instanceof MongoError && error.hasErrorLabel('RetryableWriteError'))
  );
}

/** Errors of Nest and of Fastify that carry a status of their own. */
function httpProblem(error: unknown): Problem | undefined {
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return problem(status, status === 404 ? 'not_found' : `http_${status}`, error.message);
  }
  const { statusCode, code, message } = (error ?? {}) as {
    statusCode?: number;
    code?: string;
    message?: string;
  };
  if (statusCode === undefined || statusCode < 400 || statusCode > 499) return undefined;
  return problem(
    statusCode,
    (code ?? `http_${statusCode}`).toLowerCase().replace(/^fst_err_(ctp_)?/, ''),
    message ?? 'The request cannot be read.',
  );
}
