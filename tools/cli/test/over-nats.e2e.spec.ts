import { readFileSync, writeFileSync } from 'node:fs';
import { OfficeUnderTest, PATIENCE_MS, START_MS, type Finished } from './office-under-test';
import { CAMPAIGN, openSmallOffice, PERSONS, PRODUCT, STATION, TERMINAL } from './small-office';

const HEADER = 'N° ticket;Terminal;Date;Heure;Code producteur;Poids brut;Tare';
const lineOf = (number: string, terminal: string, producer = PERSONS[0]?.producerCode, gross = '1860,5') =>
  [number, terminal, '13/10/2026', '09:30', producer, gross, '360'].join(';');

/** The same tickets for any terminal: two good ones, a line again, the number with other weights, and three bad ones. */
const fileOf = (terminal: string) =>
  [
    HEADER,
    lineOf('W-1', terminal),
    lineOf('W-2', terminal, PERSONS[1]?.producerCode),
    lineOf('W-1', terminal),
    lineOf('W-1', terminal, PERSONS[0]?.producerCode, '1900'),
    lineOf('W-3', terminal, 'P-NOBODY'),
    lineOf('W-4', terminal, PERSONS[2]?.producerCode, 'heavy'),
    lineOf('W-5', 'TM-NONE'),
    '',
  ].join('\n');

describe('commands over HTTP and over the bus', () => {
  let office: OfficeUnderTest;
  const send = (over: string, ...args: string[]): Promise<Finished> =>
    office.oce('send', ...args, '--over', over);

  beforeAll(async () => {
    office = await OfficeUnderTest.start();
    await openSmallOffice(office);
    const other = { terminalId: 'TM-2', scaleId: 'SC-1' };
    await office.post(`collection/stations/${STATION}/terminals`, other);
    await office.ready({ quiet: true });
  }, START_MS);
  afterAll(() => office?.stop(), START_MS);

  it(
    'take a file of weigh tickets in with the same result, and double nothing when it is taken in again',
    async () => {
      const take = async (over: string, terminal: string) => {
        const file = office.home.path(`${terminal}.csv`);
        writeFileSync(file, fileOf(terminal));
        const known = ['--campaign', CAMPAIGN, '--product', PRODUCT, '--over', over, '--json'];
        const { code, stdout, stderr } = await office.oce('import', 'weigh-tickets', file, ...known);
        expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('taken in') });
        const { accepted, repeated, refused, refusedFile } = JSON.parse(stdout);
        const text = readFileSync(refusedFile, 'utf8').replaceAll(terminal, 'TM');
        return { counts: { accepted, repeated, refused }, text };
      };
      const http = await take('http', TERMINAL);
      expect(http.counts).toEqual({ accepted: 2, repeated: 1, refused: 4 });
      const nats = await take('nats', 'TM-2');
      expect(nats).toEqual(http);
      const again = { counts: { accepted: 0, repeated: 3, refused: 4 }, text: http.text };
      expect(await take('nats', 'TM-2')).toEqual(again);
      expect(await take('nats', TERMINAL)).toEqual(again);
      const weighed = await office.oce('events', '--json', '--type', 'DeliveryWeighedIn');
      expect(weighed.stdout.trim().split('\n')).toHaveLength(4);
    },
    PATIENCE_MS,
  );

  it(
    'take a list in, each row once, whichever way it is sent and however often',
    async () => {
      const file = office.home.path('credits.csv');
      const rows = PERSONS.slice(0, 3).map(
        ({ producerCode }, at) => `CR-${at};${producerCode};13/10/2026;Caisses;150,50`,
      );
      writeFileSync(file, ['N° crédit;Code producteur;Date;Objet;Montant (MAD)', ...rows].join('\n'));
      const take = async (over: string) => {
        const { code, stdout } = await office.oce('import', 'credits', file, '--over', over, '--json');
        const { accepted, repeated, refused } = JSON.parse(stdout);
        return { code, accepted, repeated, refused };
      };
      expect(await take('http')).toEqual({ code: 0, accepted: 3, repeated: 0, refused: 0 });
      expect(await take('nats')).toEqual({ code: 0, accepted: 0, repeated: 3, refused: 0 });
    },
    PATIENCE_MS,
  );

  it.each([
    ['http', 'nats'],
    ['nats', 'http'],
  ])(
    'are sent over %s, and under the same key are a repeat over %s',
    async (first, second) => {
      const lot = `LOT-${first.toUpperCase()}`;
      const data = { lotId: lot, stationId: STATION, campaignId: CAMPAIGN, productId: PRODUCT };
      const file = office.home.path(`${lot}.json`);
      writeFileSync(file, JSON.stringify({ ...data, grade: 'extra', openedOn: '2026-10-01' }));
      const args = ['collection', 'lot', 'open', '--data', `@${file}`, '--key', `key-of-${lot}`];
      expect(await send(first, ...args)).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(new RegExp(`^${lot}: LotOpened \\(version 1, position \\d+\\)\\n$`)),
        stderr: '',
      });
      const { code, stdout } = await send(second, ...args, '--json');
      expect({ code, said: JSON.parse(stdout) }).toMatchObject({
        code: 0,
        said: { accepted: true, repeated: true, reply: { id: lot, version: 1, events: ['LotOpened'] } },
      });
    },
    PATIENCE_MS,
  );

  it(
    'are refused by the office in the same words, with exit status 1',
    async () => {
      const args = ['collection', 'lot', 'close', 'LOT-NONE', '--data', '{"closedOn":"2026-10-02"}'];
      const [http, nats] = [await send('http', ...args), await send('nats', ...args)];
      const words = / was refused \(404 lot_unknown\): \S.*/;
      expect(http).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
      expect(nats).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(words) });
      expect(words.exec(nats.stderr)?.[0]).toBe(words.exec(http.stderr)?.[0]);
      const json = await send('nats', ...args, '--json');
      expect({ code: json.code, said: JSON.parse(json.stdout) }).toMatchObject({
        code: 1,
        said: { accepted: false, status: 404, problem: { code: 'lot_unknown' } },
      });
    },
    PATIENCE_MS,
  );

  it(
    'are listed where one is not known, and asked for with what to do',
    async () => {
      const { code, stderr } = await send('nats', 'collection', 'lot', 'shut', 'LOT-1');
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('\n  lot close <id>\n') });
      expect((await office.oce('send', 'collection')).stdout).toContain('delivery weigh-in\n');
      expect(await office.oce('send', 'nonsense')).toMatchObject({
        code: 1,
        stderr: 'There is no service nonsense. ./oce status lists them.\n',
      });
    },
    PATIENCE_MS,
  );
});
