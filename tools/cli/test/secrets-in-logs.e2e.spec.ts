import { ribKey } from '@oce/identifiers';
import { eventually } from '@oce/testing';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OfficeUnderTest, PATIENCE_MS, START_MS, type Answered } from './office-under-test';
import { openSmallOffice, PERSONS, weighAndGrade } from './small-office';

/** What may be read nowhere, by what it is. */
type Confidential = Map<string, string>;

const PASSWORD = 'Olive-branche-de-Ouazzane-41';
const NEWCOMER = {
  producerCode: 'P-0777',
  cooperativeId: 'COOP-1',
  affiliatedOn: '2026-01-03',
  name: 'Tafraoutine Quelquune',
  nameArabic: 'تفراوتين فلانة',
  cin: 'ZW661177',
  phone: '+212600099771',
  birthDate: '1958-11-27',
};

describe('the logs of an office at work', () => {
  let office: OfficeUnderTest;
  const confidential: Confidential = new Map();
  const keep = (what: string, value: string): string => {
    confidential.set(`${what}, number ${confidential.size + 1}`, value);
    return value;
  };

  beforeAll(async () => {
    // Everything that services have to say.
    office = await OfficeUnderTest.start({ env: { LOG_LEVEL: 'debug' } });
    for (const { name, cin, phone, birthDate, rib } of [...PERSONS, { ...NEWCOMER, rib: '' }]) {
      keep('name', name);
      keep('CIN', cin);
      keep('phone', phone);
      keep('phone as it is dialled', phone.replace('+212', '0'));
      keep('birth date', birthDate);
      if (rib) keep('RIB', rib);
    }
    keep('name in Arabic', NEWCOMER.nameArabic);
    keep('token of an administrator', office.tokens.admin);
    keep('token of an approver', office.tokens.approver);
    const { bootstrapSecret, claimSecret, masterKeys, tokenPrivateKey, nats } = office.secrets;
    keep('bootstrap secret', bootstrapSecret);
    keep('claim secret', claimSecret);
    for (const entry of masterKeys.split(',')) keep('master key', entry.split(':')[1] ?? '');
    keep('signing key', tokenPrivateKey.split('\n')[1] ?? '');
    for (const [user, password] of Object.entries(nats)) keep(`password of ${user}`, password);
    await openSmallOffice(office);
  }, START_MS);
  afterAll(() => office?.stop(), START_MS);

  const send = (path: string, body: unknown, token?: string) =>
    office.ask('POST', `/api/${path}`, { body, token });
  const asAdmin = (path: string, body: unknown) => office.post(path, body);
  const signIn = async (grant: Record<string, string>): Promise<Answered> => {
    const answer = await send('access/token', grant);
    if (answer.status === 200) keep(`token of ${grant['grant']}`, answer.body.token);
    return answer;
  };

  it(
    'come from people and machines who are let in, sign in rightly and wrongly, and do their work',
    async () => {
      await personalDataIsTakenIn();
      await machinesSignIn();
      await staffSignsIn();
      await aProducerSignsIn();
      await everybodyIsWrong();
    },
    PATIENCE_MS,
  );

  async function personalDataIsTakenIn(): Promise<void> {
    await asAdmin('affiliation/producers', NEWCOMER);
    for (const { producerCode, rib } of PERSONS.slice(0, 1)) {
      const { body } = await asAdmin(`payments/bank-details/${producerCode}/proposals`, { rib });
      const { ribHash } = body;
      await office.post(
        `payments/bank-details/${producerCode}/approvals`,
        { ribHash },
        office.tokens.approver,
      );
    }
    await weighAndGrade(office, 4);
    await asAdmin(`affiliation/producers/${NEWCOMER.producerCode}/contact`, {
      phone: keep('new phone', '+212600099772'),
    });
    const known = await send(
      'affiliation/producers',
      { ...NEWCOMER, producerCode: 'P-0778' },
      office.tokens.admin,
    );
    expect(known.status).toBe(409);
  }

  async function machinesSignIn(): Promise<void> {
    const terminal = { terminalId: 'TM-1', stationId: 'ST-1', scaleId: 'SC-1' };
    const own = keep('secret of a terminal', (await asAdmin('access/terminals', terminal)).body.secret);
    const wrong = keep('a wrong secret', `${own.slice(0, -4)}AAAA`);
    const asTerminal = (secret: string) => signIn({ grant: 'terminal', terminalId: 'TM-1', secret });
    expect([(await asTerminal(own)).status, (await asTerminal(wrong)).status]).toEqual([200, 401]);
    const partner = await asAdmin('access/partner-keys', { partnerId: 'medc' });
    const secret = keep('secret of a partner', partner.body.secret);
    expect(await signIn({ grant: 'partner', partnerId: 'medc', secret })).toMatchObject({ status: 200 });
    expect(await signIn({ grant: 'bootstrap', secret: office.secrets.bootstrapSecret })).toMatchObject({
      status: 200,
    });
  }

  async function staffSignsIn(): Promise<void> {
    const invited = await asAdmin('access/staff', { staffId: 'amal', roles: ['auditor'] });
    const invitation = keep('invitation', invited.body.invitation);
    const password = keep('password', PASSWORD);
    expect(
      (await send('access/staff/activate', { staffId: 'amal', invitation, password })).status,
    ).toBeLessThan(300);
    expect(await signIn({ grant: 'staff', staffId: 'amal', password })).toMatchObject({ status: 200 });
    const wrong = keep('a wrong password', `${PASSWORD}2`);
    expect(await signIn({ grant: 'staff', staffId: 'amal', password: wrong })).toMatchObject({ status: 401 });
  }

  async function aProducerSignsIn(): Promise<void> {
    const { producerCode } = NEWCOMER;
    const issued = await asAdmin('access/producer-codes', { producerCode });
    const code = keep('personal code', issued.body.code);
    const wrong = keep(
      'a wrong code',
      code.replace(/^./, (digit) => String((Number(digit) + 1) % 10)),
    );
    expect(await signIn({ grant: 'producer', producerCode, code: wrong })).toMatchObject({ status: 401 });
    const first = await signIn({ grant: 'producer', producerCode, code });
    const newCode = keep('a chosen code', '73915062');
    const change = (body: object) => send('access/codes/change', body, first.body.token);
    expect((await change({ producerCode, code: wrong, newCode })).status).toBe(401);
    expect((await change({ producerCode, code, newCode: '27111958' })).body.code).toBe('code_is_birth_date');
    const changed = await change({ producerCode, code, newCode });
    const token = keep('token of a producer', changed.body.token);
    await eventually(
      async () => {
        const me = await office.ask('GET', '/api/portal/me', { token });
        expect(me).toMatchObject({ status: 200, body: { name: NEWCOMER.name } });
      },
      { timeoutMs: PATIENCE_MS },
    );
    expect((await office.ask('GET', '/api/portal/me/statement', { token })).status).toBe(200);
  }

  /** Mistakes that people make with secrets: in the wrong field, in the address, in a broken body. */
  async function everybodyIsWrong(): Promise<void> {
    const rib = '999999000000000000004200';
    const body = '999999' + '0'.repeat(13) + '777';
    const wrongRib = keep('a mistyped RIB', `${body}${ribKey(body) === '11' ? '12' : '11'}`);
    const { admin } = office.tokens;
    const code = keep('a code in the wrong place', '60417395');
    const answers = await Promise.all([
      send('payments/bank-details/P-0001/proposals', { rib: wrongRib }, admin),
      send('payments/bank-details/P-0001/proposals', { rib, code }, admin),
      send('access/token', { grant: 'producer', producerCode: code, code: PASSWORD }),
      send('access/token', `{"grant":"producer","code":"${code}",`, undefined),
      send(`access/token?code=${code}&password=${encodeURIComponent(PASSWORD)}`, { grant: code }),
      send('access/producer-codes', { producerCode: NEWCOMER.name }, admin),
      send('affiliation/producers', { ...NEWCOMER, cin: 'not a CIN', surprise: PASSWORD }, admin),
      office.ask('GET', `/api/affiliation/producers?cooperativeId=${NEWCOMER.cin}`, { token: `${admin}x` }),
      office.ask('POST', '/api/affiliation/producers/import', {
        token: admin,
        headers: { 'content-type': 'text/csv' },
        body: `Code producteur;Nom;CIN\nP-1;${NEWCOMER.name};${NEWCOMER.cin}\n`,
      }),
    ]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
    // What fails on our side is logged, so it is the likeliest to tell too much.
    const frozen = office.pidOf('nats');
    process.kill(frozen, 'SIGSTOP');
    try {
      const late = await Promise.all([
        signIn({ grant: 'producer', producerCode: NEWCOMER.producerCode, code: '73915062' }),
        signIn({ grant: 'staff', staffId: 'amal', password: PASSWORD }),
        send('affiliation/producers', { ...NEWCOMER, producerCode: 'P-0779', cin: 'ZW661178' }, admin),
        send('payments/bank-details/P-0002/proposals', { rib: PERSONS[1]?.rib }, admin),
      ]);
      expect(late.some(({ status }) => status === 503)).toBe(true);
    } finally {
      process.kill(frozen, 'SIGCONT');
    }
    await office.ready({ quiet: true });
  }

  it('hold no code, secret, token, password, RIB, CIN, phone, birth date or name', () => {
    const logs = office.logs();
    for (const name of ['access', 'affiliation', 'payments', 'portal', 'gateway', 'nats', 'supervisor'])
      expect([...logs.keys()]).toContain(`${name}.log`);
    // They do say something, and of those very requests.
    expect(logs.get('gateway.log')).toContain('/api/access/token');
    expect(confidential.size).toBeGreaterThan(50);
    const told = [...logs].flatMap(([file, text]) =>
      foundIn(text, confidential).map((what) => `${file}: ${what}`),
    );
    expect(told).toEqual([]);
  });

  it('are no worse than the log of events and the database, which hold none of it in clear either', () => {
    const files = ['nats/store', 'mongo'].flatMap((folder) => filesBelow(office.home.path(folder)));
    expect(files.length).toBeGreaterThan(2);
    const told = files.flatMap((file) =>
      foundIn(readFileSync(file, 'latin1'), confidential).map((what) => `${file}: ${what}`),
    );
    expect(told).toEqual([]);
  });

  it('are searched in a way that finds', () => {
    const some: Confidential = new Map([
      ['code', '73915062'],
      ['name', 'Zahwa Ouldtemara'],
      ['Arabic', NEWCOMER.nameArabic],
    ]);
    expect(foundIn('{"code":"73915062"}', some)).toEqual(['code']);
    expect(foundIn('at 1739150621 ns', some)).toEqual([]);
    expect(foundIn('by zahwa ouldtemara', some)).toEqual(['name']);
    expect(foundIn(`x ${Buffer.from(NEWCOMER.nameArabic).toString('latin1')} y`, some)).toEqual(['Arabic']);
    expect(foundIn(`x ${JSON.stringify(NEWCOMER.nameArabic)} y`, some)).toEqual(['Arabic']);
  });
});

/** What of the confidential stands in a text, whatever its case and however it was read; digits only as a whole number. */
function foundIn(text: string, confidential: Confidential): string[] {
  const small = text.toLowerCase();
  return [...confidential].flatMap(([what, value]) => {
    const spellings = [value, Buffer.from(value).toString('latin1')].map((one) => one.toLowerCase());
    return spellings.some((one) => stands(small, one)) ? [what] : [];
  });
}

function stands(text: string, value: string): boolean {
  const isNumber = /^\d+$/.test(value);
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!isNumber) return true;
    const around = `${text[at - 1] ?? ' '}${text[at + value.length] ?? ' '}`;
    if (!/\d/.test(around)) return true;
  }
  return false;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
