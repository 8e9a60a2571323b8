import { mapError } from '../problems/map-error';
import { withinPatience, DatabaseSilent } from './patience';

describe('a read', () => {
  it('is what the database answers, or its error', async () => {
    await expect(withinPatience(Promise.resolve(7))).resolves.toBe(7);
    await expect(withinPatience(Promise.reject(new Error('no such index')))).rejects.toThrow('no such index');
  });

  it('ends where the database says nothing, and asks the caller to come again', async () => {
    const error = await withinPatience(new Promise(() => undefined), 1).catch((found: unknown) => found);
    expect(error).toBeInstanceOf(DatabaseSilent);
    expect(mapError(error)).toMatchObject({ status: 503, code: 'unavailable', retryAfterSeconds: 2 });
  });
});
