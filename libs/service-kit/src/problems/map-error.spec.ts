import { BadRequestException, ForbiddenException, NotFoundException } from '@nestjs/common';
import { conflict, forbidden, invalid, notFound } from '@oce/event-sourcing';
import {
  CommitTooLarge,
  InvalidAggregateId,
  StoreBusy,
  StoreUnavailable,
  WrongExpectedPosition,
} from '@oce/event-store';
import { KeysUnavailable, PersonErased } from '@oce/personal-data';
import { NotThereYet } from '@oce/projections';
import { MongoBulkWriteError, MongoNetworkError, MongoServerError } from 'mongodb';
import { mapError } from './map-error';
import { problem, ProblemError } from './problem';

const fastify = (statusCode: number, code: string) =>
  Object.assign(new Error('as fastify says'), { statusCode, code });
const retryable = () => {
  const error = new MongoServerError({ message: 'not primary' });
  error.addErrorLabel('RetryableWriteError');
  return error;
};

describe('the one place where errors become problems', () => {
  it.each([
    [
      'a refusal of something senseless',
      invalid('tare_not_below_gross', 'd', 'tareGrams'),
      422,
      'tare_not_below_gross',
    ],
    ['a refusal of somebody', forbidden('not_yours', 'd'), 403, 'not_yours'],
    ['a refusal of something absent', notFound('lot_unknown', 'd'), 404, 'lot_unknown'],
    ['a refusal as things stand', conflict('lot_closed', 'd'), 409, 'lot_closed'],
    ['a refusal for an erased person', new PersonErased('P-1'), 409, 'person_erased'],
    ['an id with a dot', new InvalidAggregateId('a.b'), 400, 'invalid_id'],
    ['a commit too large', new CommitTooLarge(9, 8), 413, 'commit_too_large'],
    ['a projection behind', new NotThereYet('lots', 1, 2), 504, 'not_there_yet'],
    ['a log that is away', new StoreUnavailable('x'), 503, 'unavailable'],
    ['a log that has too much to write', new StoreBusy('x'), 503, 'busy'],
    ['keys that are away', new KeysUnavailable('x'), 503, 'unavailable'],
    ['a database that is away', new MongoNetworkError('x'), 503, 'unavailable'],
    ['a database without a primary', retryable(), 503, 'unavailable'],
    ['a problem', new ProblemError(problem(418, 'teapot', 'd')), 418, 'teapot'],
    ['an unknown route', new NotFoundException('Cannot GET /x'), 404, 'not_found'],
    ['a bad request of Nest', new BadRequestException('no'), 400, 'http_400'],
    ['a refusal of Nest', new ForbiddenException(), 403, 'http_403'],
    ['a body too large', fastify(413, 'FST_ERR_CTP_BODY_TOO_LARGE'), 413, 'body_too_large'],
    ['an empty JSON body', fastify(400, 'FST_ERR_CTP_EMPTY_JSON_BODY'), 400, 'empty_json_body'],
    ['a bug', new TypeError('x is not a function'), 500, 'internal'],
    ['a bug that is thrown as a text', 'boom', 500, 'internal'],
    ['nothing at all', undefined, 500, 'internal'],
    ['null', null, 500, 'internal'],
    ['a conflict of the log that nobody caught', new WrongExpectedPosition('s', 1), 500, 'internal'],
    ['an error with a status of a server', fastify(502, 'BAD'), 500, 'internal'],
  ])('answers %s', (_, error, status, code) => {
    const found = mapError(error);
    expect(found).toMatchObject({ status, code, type: `/problems/${code}` });
    expect(found.title).not.toBe('');
  });

  it('names the field of a refusal', () => {
    expect(mapError(invalid('tare_not_below_gross', 'The tare.', 'tareGrams')).errors).toEqual([
      { field: 'tareGrams', rule: 'tare_not_below_gross', message: 'The tare.' },
    ]);
    expect(mapError(conflict('lot_closed', 'd')).errors).toBeUndefined();
  });

  it('says nothing of the inside of an error of ours', () => {
    const leak = 'password=hunter2 at /srv/app';
    for (const error of [new Error(leak), new MongoServerError({ message: leak }), fastify(500, leak)])
      expect(JSON.stringify(mapError(error))).not.toContain('hunter2');
    const bulk = new MongoBulkWriteError({ message: leak, code: 1, writeErrors: [] }, {} as never);
    expect(mapError(bulk).status).toBe(500);
  });

  it('asks to try again where that helps', () => {
    expect(mapError(new StoreUnavailable('x')).retryAfterSeconds).toBeGreaterThan(0);
    expect(mapError(new NotThereYet('lots', 1, 2)).retryAfterSeconds).toBeGreaterThan(0);
    expect(mapError(conflict('lot_closed', 'd')).retryAfterSeconds).toBeUndefined();
  });
});
