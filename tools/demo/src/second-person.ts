import { randomBytes, randomUUID } from 'node:crypto';
import { OfficeClient } from '@oce/office/client';
import type { OfficeHome } from '@oce/office/home';

const STAFF_ID = 'second-person';
const FILE = 'demo-staff.json';

interface Kept {
  readonly password: string;
  /** Whether the office has taken the password; a demonstration may have been broken off before. */
  readonly isActive?: boolean;
}

/** The demonstration's second person, who approves what the first prepared: invited and activated once. */
export async function secondPerson(home: OfficeHome, client: OfficeClient): Promise<OfficeClient> {
  const known = home.readJson<Kept>(FILE);
  const password = known?.password ?? randomBytes(18).toString('base64url');
  if (!known?.isActive) {
    // Kept before it is used: whoever finds it must be able to go on.
    home.writeJson(FILE, { password });
    await activate(client, password);
    home.writeJson(FILE, { password, isActive: true });
  }
  return new OfficeClient(client.baseUrl, { grant: 'staff', staffId: STAFF_ID, password });
}

async function activate(client: OfficeClient, password: string): Promise<void> {
  const invited = await client.call<{ invitation: string | null }>('POST', 'access/staff', {
    staffId: STAFF_ID,
    roles: ['payments_approver'],
  });
  const invitation = invited.invitation ?? (await reinvite(client));
  await client.call('POST', 'access/staff/activate', { staffId: STAFF_ID, invitation, password });
}

/** The first invitation was told to a demonstration that did not come to use it. */
async function reinvite(client: OfficeClient): Promise<string> {
  const body = { reason: 'the demonstration starts again' };
  const key = { 'idempotency-key': randomUUID() };
  const path = `access/staff/${STAFF_ID}/reinvite`;
  return (await client.call<{ invitation: string }>('POST', path, body, key)).invitation;
}
