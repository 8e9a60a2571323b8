import { PinoLogger } from './pino-logger';

describe('the log of a service', () => {
  let lines: string[];
  let logger: PinoLogger;
  beforeEach(() => {
    lines = [];
    logger = new PinoLogger('collection', 'debug', { write: (line) => lines.push(line) });
  });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

  it('is one JSON line an event, in the name of the service', () => {
    logger.log('started', 'Boot');
    expect(lines).toHaveLength(1);
    expect(last()).toMatchObject({ level: 30, service: 'collection', from: 'Boot', msg: 'started' });
  });

  it.each([
    ['authorization', 'Bearer abc.def.ghi'],
    ['code', '482913'],
    ['newCode', '482914'],
    ['token', 'abc.def.ghi'],
    ['password', 'hunter2'],
    ['secret', 'whsec_1'],
    ['apiKey', 'k-1'],
    ['rib', '011519000001205000534921'],
    ['cin', 'AB12345'],
    ['phone', '+212600000000'],
    ['name', 'Somebody'],
    ['birthDate', '1980-01-01'],
  ])('hides %s, alone, in a body and in the headers of a request', (field, value) => {
    logger.log({ [field]: value });
    logger.warn({ body: { [field]: value } });
    logger.error({ request: { headers: { [field]: value }, url: '/x' } });
    expect(lines).toHaveLength(3);
    expect(lines.join('')).not.toContain(value);
    expect(last()).toMatchObject({ request: { url: '/x', headers: { [field]: '[hidden]' } } });
  });

  it('tells an error with its stack, and none of the secrets that it carries', () => {
    logger.error(Object.assign(new Error('it broke'), { token: 'abc.def.ghi' }));
    expect(last()).toMatchObject({ level: 50, msg: 'it broke', err: { type: 'Error', token: '[hidden]' } });
    expect((last()['err'] as { stack: string }).stack).toContain('pino-logger.spec');
  });

  it('keeps to its level, and has all of Nest', () => {
    new PinoLogger('x', 'warn', { write: (line) => lines.push(line) }).log('quiet');
    expect(lines).toEqual([]);
    logger.debug('d');
    logger.verbose('below debug');
    logger.fatal('f');
    expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([20, 60]);
  });
});
