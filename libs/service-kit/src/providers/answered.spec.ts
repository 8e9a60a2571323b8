import { mapError } from '../problems/map-error';
import { answered, DatabaseSilent } from './answered';

describe('a read', () => {
  it('is what the database answers, or its error', async () => {
    await expect(answered(Promise.resolve(7))).resolves.toBe(7);
    await expect(answered(Promise.reject(new Error('no such index')))).rejects.toThrow('no such index');
  });

  it('ends where the database says nothing, and asks the caller to come again', async () => {
    const error = await answered(new Promise(() => undefined), 1).catch((found: unknown) => found);
    expect(error).toBeInstanceOf(DatabaseSilent);
    expect(mapError(error)).toMatchObject({ status: 503, code: 'unavailable', retryAfterSeconds: 2 });
  });
});
