import { playSeason } from '@oce/demo';
import { OfficeClient } from '@oce/office/client';
import { OfficeUnderTest, START_MS } from './office-under-test';

const SEASON_MS = 1_200_000;

/** What a line says, without where it stands in the log: requests side by side come in another order each time. */
interface Line {
  readonly lineId: string;
  readonly position: number;
}
interface Statement {
  readonly producerCode: string;
  readonly lines: readonly Line[];
  readonly next: string | null;
  readonly position: number;
  readonly pools: Readonly<Record<string, { readonly logPosition: number }>>;
}

/** Plays the demonstration's season in an office of its own, and reads every producer's statement. */
async function statementsOfOneSeason(): Promise<Map<string, object>> {
  const office = await OfficeUnderTest.start();
  try {
    const { client } = OfficeClient.of(office.home);
    const { balance } = await playSeason(office.home, client);
    expect(balance).toMatchObject({ clean: true, findings: [] });
    // What is read must have come to the end of the log.
    await office.ready({ quiet: true, timeoutMs: SEASON_MS });
    const codes = await producersOf(office);
    const read = await Promise.all(
      codes.map(async (code) => [code, await statementOf(office, code)] as const),
    );
    return new Map(read);
  } finally {
    await office.stop();
  }
}

async function producersOf(office: OfficeUnderTest): Promise<string[]> {
  const codes: string[] = [];
  for (let after = ''; ;) {
    const path = `/api/affiliation/producers?limit=200${after}`;
    const { body } = await office.ask('GET', path, { token: office.tokens.admin });
    codes.push(...body.items.map(({ producerCode }: { producerCode: string }) => producerCode));
    if (body.next === null) return codes.sort();
    after = `&after=${encodeURIComponent(body.next)}`;
  }
}

async function statementOf(office: OfficeUnderTest, code: string): Promise<object> {
  const path = `/api/portal/statements/${code}?limit=500`;
  const { status, body } = await office.ask('GET', path, { token: office.tokens.admin });
  expect(status).toBe(200);
  const { lines, next, position: _position, pools, ...said } = body as Statement;
  expect(next).toBeNull();
  return {
    ...said,
    lines: lines.map(({ position: _at, ...line }) => line),
    pools: Object.fromEntries(Object.entries(pools).map(([id, { logPosition: _at, ...pool }]) => [id, pool])),
  };
}

describe('the season of the demonstration, played in two offices', () => {
  it(
    'gives the same lines to every producer, in the same order and to the centime',
    async () => {
      const first = await statementsOfOneSeason();
      const second = await statementsOfOneSeason();
      expect([...second.keys()]).toEqual([...first.keys()]);
      expect(first.size).toBe(140);
      let lines = 0;
      for (const [code, statement] of first) {
        expect({ code, statement: second.get(code) }).toEqual({ code, statement });
        lines += (statement as { lines: unknown[] }).lines.length;
      }
      process.stderr.write(`${lines} lines of ${first.size} producers are the same\n`);
      expect(lines).toBeGreaterThan(2_000);
    },
    2 * (START_MS + SEASON_MS),
  );
});
