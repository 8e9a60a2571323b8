import type { Answered } from '../office-under-test';

type Answer = Pick<Answered, 'status' | 'body'> & { readonly headers: { get(name: string): string | null } };
/** What is wrong with an answer; undefined where nothing is. */
type Fault = string | undefined;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;
export const isRepeated = (answer: Answer): boolean =>
  isSuccess(answer) && answer.headers.get('OCE-Repeated') === 'true';

const fieldsOf = ({ body }: Answer): string[] =>
  ((body?.errors ?? []) as { field: string }[]).map(({ field }) => field);

/** Done, and for the first time. */
export function faultOfFirst(answer: Answer): Fault {
  if (!isSuccess(answer)) return 'it should be accepted';
  return isRepeated(answer) ? 'it should be done anew, but it says repeated' : undefined;
}

/** Successful, with the word that nothing came of it. */
export function faultOfRepeat(answer: Answer): Fault {
  if (!isSuccess(answer)) return 'it should be accepted as a repeat';
  return isRepeated(answer) ? undefined : 'it should say OCE-Repeated: true';
}

/** The repeat of a key is answered as the first time; a secret alone is told once only. */
export function faultOfSameAnswer(first: Answer, again: Answer): Fault {
  const fault = faultOfRepeat(again);
  if (fault) return fault;
  const differs = ['id', 'version', 'position', 'events'].find(
    (name) => JSON.stringify(first.body?.[name]) !== JSON.stringify(again.body?.[name]),
  );
  return differs && `its ${differs} should be that of the first answer: ${JSON.stringify(first.body)}`;
}

/** Other content under a known id, a step taken in other words: refused by a slug that says what stands. */
export function faultOfRefusal(answer: Answer): Fault {
  const { status, body } = answer;
  if (status !== 409 && status !== 422) return 'it should be refused with 409 or 422';
  return body?.code === 'command_id_reused' ? 'it should be refused by a slug of its own' : undefined;
}

/** Another secret than the one that holds. */
export const faultOfGuess = ({ status }: Answer): Fault =>
  status === 401 ? undefined : 'it should be refused with 401, as a sign-in is';

/** A key that named another request before. */
export function faultOfReusedKey(answer: Answer): Fault {
  const { status, body } = answer;
  if (status !== 422 || body?.code !== 'command_id_reused') return 'it should be 422 command_id_reused';
  return fieldsOf(answer).includes('Idempotency-Key') ? undefined : 'it should name Idempotency-Key';
}

/** A command that only a key can tell from its repeat, without one. */
export function faultOfMissingKey(answer: Answer): Fault {
  if (answer.status !== 428) return 'it should be 428, for it asks for a key';
  return fieldsOf(answer).includes('Idempotency-Key') ? undefined : 'it should name Idempotency-Key';
}

/** Every line of an answer of many says the same. */
export function faultOfLines(answer: Answer, wanted: 'accepted' | 'repeated'): Fault {
  const lines = String(answer.body).trim().split('\n');
  const isRight = isSuccess(answer) && lines.every((line) => line.includes(`"status":"${wanted}"`));
  return isRight ? undefined : `each line should be ${wanted}`;
}

export const faultOfTraceless = (answer: Answer): Fault =>
  isSuccess(answer) ? undefined : 'it should be accepted as often as it is sent';
