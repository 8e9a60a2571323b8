import { requireKnownProducer } from './known-producer';

describe('money that is booked on an account', () => {
  const keys = { knows: (code: string) => Promise.resolve(code === 'P-1') };

  it('is that of somebody who is affiliated, or was', async () => {
    await expect(requireKnownProducer(keys, 'P-1')).resolves.toBeUndefined();
  });

  it('is refused where nobody has the code, which may be misread', async () => {
    await expect(requireKnownProducer(keys, 'P-l')).rejects.toMatchObject({
      slug: 'producer_unknown',
      field: 'producerCode',
    });
  });
});
