import { randomBytes, randomUUID } from 'node:crypto';
import { OfficeClient } from '@oce/office/client';
import type { OfficeHome } from '@oce/office/home';

/** A person of the demonstration's staff. */
interface Person {
  readonly staffId: string;
  readonly role: string;
  /** What is kept of them in the office's home. */
  readonly file: string;
}

const SECOND: Person = { staffId: 'second-person', role: 'payments_approver', file: 'demo-staff.json' };
const CASH_CLERK: Person = { staffId: 'cash-clerk', role: 'cash_clerk', file: 'demo-cash-clerk.json' };

interface Kept {
  readonly password: string;
  /** Whether the office has taken the password; a demonstration may have been broken off before. */
  readonly isActive?: boolean;
}

/** The demonstration's second person, who approves what the first prepared. */
export const secondPerson = (home: OfficeHome, client: OfficeClient): Promise<OfficeClient> =>
  signedIn(home, client, SECOND);

/** Who hands out cash at the counter. */
export const cashClerk = (home: OfficeHome, client: OfficeClient): Promise<OfficeClient> =>
  signedIn(home, client, CASH_CLERK);

/** Invited and activated once. */
async function signedIn(home: OfficeHome, client: OfficeClient, person: Person): Promise<OfficeClient> {
  const { staffId, file } = person;
  const known = home.readJson<Kept>(file);
  const password = known?.password ?? randomBytes(18).toString('base64url');
  if (!known?.isActive) {
    // Kept before it is used: whoever finds it must be able to go on.
    home.writeJson(file, { password });
    await activate(client, person, password);
    home.writeJson(file, { password, isActive: true });
  }
  return new OfficeClient(client.baseUrl, { grant: 'staff', staffId, password });
}

async function activate(client: OfficeClient, { staffId, role }: Person, password: string): Promise<void> {
  const invited = await client.call<{ invitation: string | null }>('POST', 'access/staff', {
    staffId,
    roles: [role],
  });
  const invitation = invited.invitation ?? (await reinvite(client, staffId));
  await client.call('POST', 'access/staff/activate', { staffId, invitation, password });
}

/** The first invitation was told to a demonstration that did not come to use it. */
async function reinvite(client: OfficeClient, staffId: string): Promise<string> {
  const body = { reason: 'the demonstration starts again' };
  const key = { 'idempotency-key': randomUUID() };
  const path = `access/staff/${staffId}/reinvite`;
  return (await client.call<{ invitation: string }>('POST', path, body, key)).invitation;
}
