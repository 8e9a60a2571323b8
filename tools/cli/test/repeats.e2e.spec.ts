import { describedBy, type Api } from './bad-input/api';
import { OfficeUnderTest, PATIENCE_MS, START_MS } from './office-under-test';
import { proposal } from './repeats/money';
import { producer } from './repeats/parts';
import { castingFaults, commandsOf, type Scenes } from './repeats/scene';
import { scenesOf } from './repeats/scenes';
import { Stage } from './repeats/stage';
import { Walk } from './repeats/walk';
import { openSmallOffice } from './small-office';

describe('every command of the API, sent again', () => {
  let office: OfficeUnderTest;
  let stage: Stage;
  let api: Api;
  let scenes: Scenes;
  let walk: Walk;

  beforeAll(async () => {
    // Two changes of one account on one day.
    office = await OfficeUnderTest.start({
      env: { OCE_RIB_COOLING_OFF_DAYS: '0' },
      flags: ['--one-process'],
    });
    [api] = await Promise.all([describedBy(office), openSmallOffice(office)]);
    stage = await Stage.on(office);
    scenes = scenesOf(api);
    walk = new Walk(office, stage);
  }, START_MS);
  afterAll(async () => {
    await stage?.close();
    await office?.stop();
  }, START_MS);

  it('has its scene, of the kind that the description tells', () => {
    expect(castingFaults(api, scenes)).toEqual([]);
  });

  it(
    'makes once, ends at what was said last, or asks for a key that names one request',
    async () => {
      await walk.all(commandsOf(api), scenes);
      process.stdout.write(`repeats: ${commandsOf(api).length} commands, ${walk.sent} requests judged\n`);
      expect(walk.faults).toEqual([]);
    },
    // Two hundred commands, each made ready and sent seven times.
    2 * START_MS,
  );

  it(
    'writes when it is done, and nothing when it is a repeat or refused',
    async () => {
      await office.ready({ quiet: true });
      const written = await stage.written();
      const { silent, telling } = walk;
      expect(telling.size).toBeGreaterThan(0);
      expect(silent.size).toBeGreaterThan(telling.size);
      expect([...telling].filter(([id]) => !written.has(id)).map(([, sending]) => sending)).toEqual([]);
      const loud = [...silent].flatMap(([id, sending]) =>
        (written.get(id) ?? []).map((commit) => `${sending}: wrote ${commit}`),
      );
      expect(loud).toEqual([]);
    },
    START_MS,
  );

  it(
    'lets a refused bank account wait again where it is proposed again',
    async () => {
      const { approver } = office.tokens;
      const person = await producer(stage);
      const { producerCode, ribHash } = await proposal(stage, person);
      const path = `payments/bank-details/${producerCode}`;
      await stage.post(`${path}/refusals`, { ribHash, reason: 'not the name' }, approver);
      const { position } = await stage.post(`${path}/proposals`, { rib: person.rib });
      expect(await stage.get(path, position)).toMatchObject({
        proposal: { rib: person.rib },
        approved: null,
      });
    },
    PATIENCE_MS,
  );
});
