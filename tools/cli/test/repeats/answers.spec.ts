import {
  faultOfFirst,
  faultOfGuess,
  faultOfLines,
  faultOfMissingKey,
  faultOfRefusal,
  faultOfRepeat,
  faultOfReusedKey,
  faultOfSameAnswer,
} from './answers';

const reply = { id: 'A', version: 1, position: 7, events: ['Opened'] };
const answer = (status: number, body: unknown = reply, headers: Record<string, string> = {}) => ({
  status,
  body,
  headers: new Headers(headers),
});
const repeated = (body: unknown = reply) => answer(201, body, { 'OCE-Repeated': 'true' });
const refused = (status: number, code: string, field = 'name') =>
  answer(status, { code, errors: [{ field }] });

describe('what an answer should have been', () => {
  it('is a first one where it does not say repeated', () => {
    expect(faultOfFirst(answer(201))).toBeUndefined();
    expect(faultOfFirst(repeated())).toMatch('done anew');
    expect(faultOfFirst(refused(409, 'taken'))).toMatch('accepted');
  });

  it('is a repeat only by its word', () => {
    expect(faultOfRepeat(repeated())).toBeUndefined();
    expect(faultOfRepeat(answer(200))).toMatch('OCE-Repeated');
    expect(faultOfRepeat(refused(409, 'taken'))).toMatch('repeat');
  });

  it('is that of the first time under the same key, whatever else it tells', () => {
    expect(faultOfSameAnswer(answer(201), repeated({ ...reply, secret: null }))).toBeUndefined();
    expect(faultOfSameAnswer(answer(201), repeated({ ...reply, position: 8 }))).toMatch('its position');
    expect(faultOfSameAnswer(answer(201), repeated({ ...reply, events: [] }))).toMatch('its events');
    expect(faultOfSameAnswer(answer(201), answer(201))).toMatch('OCE-Repeated');
  });

  it('is a refusal by a slug of its own', () => {
    for (const status of [409, 422]) expect(faultOfRefusal(refused(status, 'taken'))).toBeUndefined();
    for (const status of [400, 401, 404, 500]) expect(faultOfRefusal(refused(status, 'x'))).toMatch('409');
    expect(faultOfRefusal(refused(422, 'command_id_reused'))).toMatch('slug of its own');
    expect(faultOfRefusal(repeated())).toMatch('409');
  });

  it('names the key that was used before, or that is missing', () => {
    expect(faultOfReusedKey(refused(422, 'command_id_reused', 'Idempotency-Key'))).toBeUndefined();
    expect(faultOfReusedKey(refused(422, 'command_id_reused', 'commandId'))).toMatch('name Idempotency-Key');
    expect(faultOfReusedKey(refused(409, 'taken'))).toMatch('command_id_reused');
    expect(faultOfMissingKey(refused(428, 'idempotency_key_needed', 'Idempotency-Key'))).toBeUndefined();
    expect(faultOfMissingKey(refused(428, 'idempotency_key_needed', 'x'))).toMatch('name Idempotency-Key');
    expect(faultOfMissingKey(answer(201))).toMatch('428');
  });

  it('is that of a sign-in where another secret is shown', () => {
    expect(faultOfGuess(refused(401, 'sign_in_refused'))).toBeUndefined();
    expect(faultOfGuess(refused(409, 'taken'))).toMatch('401');
  });

  it('is told line by line', () => {
    const lines = '{"line":1,"status":"repeated"}\n{"line":2,"status":"repeated"}\n';
    expect(faultOfLines(answer(200, lines), 'repeated')).toBeUndefined();
    expect(faultOfLines(answer(200, lines), 'accepted')).toMatch('accepted');
    expect(faultOfLines(answer(200, '{"status":"accepted"}\n{"status":"refused"}'), 'accepted')).toMatch(
      'each line',
    );
  });
});
