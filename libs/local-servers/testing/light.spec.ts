const HEAVY = [
  'mongodb',
  'testcontainers',
  '@nats-io/transport-node',
  '@nats-io/jetstream',
  '../src',
  '@oce/embedded-mongo',
];

describe('importing the helpers of tests', () => {
  beforeEach(() => {
    jest.resetModules();
    for (const name of HEAVY)
      jest.doMock(name, () => {
        throw new Error(`${name} was loaded`);
      });
  });

  it('loads no driver and no server', () => {
    expect(Object.keys(jest.requireActual('./index'))).toContain('startTestMongo');
  });

  it.each(HEAVY)('would be caught loading %s', (name) => {
    expect(() => jest.requireMock(name)).toThrow('was loaded');
  });
});
