import type { ApiAnswer } from '@oce/office/client';
import { CREDITS, Files } from '../test/files';
import { LISTS } from './list-import';
import type { RowCommand } from './lists';
import { commandsOverHttp, commandsOverNats, type SendCommand } from './send-rows';

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): ApiAnswer => ({
  status,
  headers: new Headers(headers),
  body,
});

/** An office that answers as a spec wants, and remembers. */
function office(said: (command: RowCommand, key: string) => ApiAnswer = () => answer(201)) {
  const sent: { command: RowCommand; key: string }[] = [];
  const send: SendCommand = (command, key) => {
    sent.push({ command, key });
    return Promise.resolve(said(command, key));
  };
  return { send, sent };
}

const listNamed = (name: string) => LISTS.find((one) => one.name === name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(name);
};

describe('the import of a list', () => {
  let files: Files;
  beforeEach(() => (files = new Files()));
  afterEach(() => files.remove());
  const run = (file: string, send: SendCommand, name = 'credits') => listNamed(name).run(file, {}, send, {});

  it('makes each row a command, with a key of the file and the line', async () => {
    const { send, sent } = office();
    const result = await run(files.write('c.csv', CREDITS), send);
    expect(result).toMatchObject({ lines: 3, accepted: 2, repeated: 0, refused: 1 });
    expect(sent[0]?.command).toEqual({
      context: 'payments',
      aggregate: 'account',
      verb: 'grant-credit',
      id: 'P-1',
      body: { creditId: 'CR-1', amountCentimes: 150_000, purpose: 'Caisses', grantedOn: '2026-09-13' },
      chain: 'P-1',
    });
    expect(sent.map(({ key }) => key.replace(/-[0-9a-f]{32}-/u, '-…-'))).toEqual([
      'import-credits-…-2',
      'import-credits-…-3',
    ]);
    const again = office();
    await run(files.write('again.csv', CREDITS), again.send);
    expect(again.sent).toEqual(sent);
    const other = office();
    await run(files.write('other.csv', `${CREDITS}\r\n`), other.send);
    expect(other.sent.map(({ key }) => key)).not.toEqual(sent.map(({ key }) => key));
  });

  it('writes what is refused in French, anew each time, and leaves none of another run', async () => {
    const file = files.write('c.csv', CREDITS);
    const problem = {
      status: 409,
      code: 'credit_differs',
      detail: 'd',
      errors: [{ field: 'creditId', rule: 'credit_differs', message: 'm' }],
    };
    const refusing = office(({ id }) =>
      id === 'P-2' ? answer(409, problem) : answer(200, {}, { 'oce-repeated': 'true' }),
    );
    expect(await run(file, refusing.send)).toMatchObject({ accepted: 0, repeated: 1, refused: 2 });
    expect(files.refused('c.refused.csv')).toEqual([
      [
        '3',
        'N° crédit',
        'credit_differs',
        expect.stringContaining('existe déjà'),
        expect.stringContaining('CR-2'),
      ],
      ['4', 'Montant', 'decimal_number', expect.stringContaining("n'est pas un nombre"), expect.any(String)],
    ]);
    const better = files.write('c.csv', CREDITS.replace('neuf cents', '900,00'));
    expect(await run(better, office().send)).toMatchObject({ accepted: 3, refused: 0, refusedFile: null });
    expect(files.refused('c.refused.csv')).toBeUndefined();
  });

  it('leaves no refused lines of another run where the list is not read at all', async () => {
    await run(files.write('c.csv', CREDITS), office().send);
    expect(files.refused('c.refused.csv')).toHaveLength(1);
    const spoilt = files.write('c.csv', CREDITS.replace('(MAD)', '(EUR)'));
    await expect(run(spoilt, office().send)).rejects.toThrow('EUR');
    expect(files.refused('c.refused.csv')).toBeUndefined();
  });

  it('keeps the words of the office where none of ours say it', async () => {
    const strange = office(() => answer(409, { status: 409, code: 'strange', detail: 'Look there.' }));
    await run(files.write('c.csv', CREDITS), strange.send);
    expect(files.refused('c.refused.csv')?.[0]?.[3]).toBe('Refusé par le bureau (strange) : Look there.');
  });

  it('sends the rows of one producer one after the other, in their order', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => `CR-${at};P-${at % 2};13/09/2026;Filets;${at + 1},00`);
    const under = new Map<string, number>();
    const seen: string[] = [];
    const send: SendCommand = async ({ id = '', body }) => {
      under.set(id, (under.get(id) ?? 0) + 1);
      expect(under.get(id)).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      if (id === 'P-1') seen.push((body as { creditId: string }).creditId);
      under.set(id, 0);
      return answer(201);
    };
    const [header] = CREDITS.split('\r\n');
    await run(files.write('c.csv', [header, ...rows].join('\n')), send);
    expect(seen).toEqual(rows.filter((_, at) => at % 2 === 1).map((row) => row.split(';')[0]));
  });

  it('waits for an office that goes away, and goes on with it', async () => {
    let away = 2;
    const { send, sent } = office(() => (away-- > 0 ? answer(502, { code: 'bad_gateway' }) : answer(201)));
    const options = { patience: { waitSeconds: 60, again: './oce again', everyMs: 1 } };
    const result = await listNamed('credits').run(files.write('c.csv', CREDITS), {}, send, options);
    expect(result).toMatchObject({ accepted: 2 });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
  });

  it('says how to go on where the office does not come back, with exit status 4', async () => {
    const gone: SendCommand = commandsOverHttp({ send: () => Promise.reject(new TypeError('fetch failed')) });
    const options = { patience: { waitSeconds: 0, again: './oce import credits c.csv', everyMs: 1 } };
    const failing = listNamed('credits').run(files.write('c.csv', CREDITS), {}, gone, options);
    await expect(failing).rejects.toMatchObject({
      exitCode: 4,
      message: expect.stringMatching(/Nothing is doubled[^]*\.\/oce import credits c\.csv/u),
    });
  });

  it('stops where the office would take no row', async () => {
    const closed = office(() => answer(403, { status: 403, code: 'scope_missing' }));
    await expect(run(files.write('c.csv', CREDITS), closed.send)).rejects.toThrow('takes no row');
  });

  it('refuses to write what is refused over the list itself', async () => {
    const file = files.write('c.csv', CREDITS);
    const overwriting = listNamed('credits').run(file, {}, office().send, { refusedFile: file });
    await expect(overwriting).rejects.toThrow('--refused');
  });

  it.each([
    ['there is none', 'none.csv', 'There is no file'],
    ['it is a folder', '.', 'is a folder'],
  ])('says it where %s', async (_, name, words) => {
    await expect(run(`${files.folder}/${name}`, office().send)).rejects.toThrow(words);
  });
});

describe('what rows of lists become', () => {
  let files: Files;
  beforeEach(() => (files = new Files()));
  afterEach(() => files.remove());

  it.each<[string, string, object]>([
    [
      'producers',
      "Code producteur;Coopérative;Prénom;Nom;CIN;Téléphone;Date de naissance;Date d'affiliation\nP-1;C-1;Aya;Test;ZZ1;+2126;13/06/1959;05/06/2026",
      {
        context: 'affiliation',
        aggregate: 'producer',
        verb: 'affiliate',
        body: { name: 'Aya Test', birthDate: '1959-06-13' },
      },
    ],
    [
      'premiums',
      'N° prime;Code producteur;Période;Échéance;Montant (DH)\nPR-1;P-1;2026-t4;19/09/2026;150',
      {
        verb: 'declare-premium',
        id: 'P-1',
        body: { period: '2026-T4', amountCentimes: 15_000, dueOn: '2026-09-19' },
      },
    ],
    [
      'bank-details',
      'Code producteur;RIB;Communiqué le\nP-1;011 519 0000012050005349 21;05/06/2026',
      { aggregate: 'bank-details', verb: 'propose', id: 'P-1', body: { rib: '011519000001205000534921' } },
    ],
    [
      'gradings',
      'N° ticket;Terminal;Date;Qualité;Impuretés (%);Humidité (%);Décision;Motif\nT-1;TM-1;05/06/2026;extra;0,5;17,6;Accepté;',
      {
        verb: 'grade',
        id: 'TM-1_T-1',
        body: { sampleId: 'S-T-1', grade: 'extra', impuritiesPpm: 5_000, moisturePpm: 176_000 },
      },
    ],
    [
      'gradings',
      'N° ticket;Terminal;Qualité;Impuretés (%);Humidité (%);Décision;Motif\nT-1;TM-1;;17,0;82,3;REFUSÉ;Trop sale',
      { verb: 'refuse', id: 'TM-1_T-1', body: { reason: 'Trop sale' } },
    ],
  ])('%s', async (name, text, expected) => {
    const { send, sent } = office();
    await listNamed(name).run(files.write('l.csv', text), {}, send, {});
    expect(sent).toMatchObject([{ command: expected }]);
  });

  it.each([
    ['bank-details', 'Code producteur;RIB\nP-1;11519000001205000534921', 'rib_digits'],
    [
      'gradings',
      'N° ticket;Terminal;Qualité;Impuretés;Humidité;Décision\nT;TM;extra;1;1;peut-être',
      'known_word',
    ],
    ['premiums', 'N° prime;Producteur;Période;Échéance;Montant\nPR-1;P-1;2026 T5;19/09/2026;1', 'known_word'],
    ['premiums', 'N° prime;Producteur;Période;Échéance;Montant\nPR-1;P-1;2026-T4;19/09/2026;0', 'positive'],
  ])('refuses a line of %s: %#', async (name, text, rule) => {
    await listNamed(name).run(files.write('l.csv', text), {}, office().send, {});
    expect(files.refused('l.refused.csv')?.[0]?.[2]).toBe(rule);
  });

  it('go over the bus under the subject of their command', async () => {
    const sent: unknown[] = [];
    const bus = {
      send: (command: unknown) => {
        sent.push(command);
        return Promise.resolve(answer(200));
      },
    };
    await listNamed('credits').run(files.write('c.csv', CREDITS), {}, commandsOverNats(bus), {});
    expect(sent).toMatchObject([
      { subject: 'cmd.payments.account.grant-credit.P-1', key: expect.stringContaining('import-credits-') },
      { subject: 'cmd.payments.account.grant-credit.P-2' },
    ]);
  });
});
