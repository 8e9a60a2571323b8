import { randomBytes } from 'node:crypto';
import { OfficeClient } from '../office/client';
import type { OfficeHome } from '../office/home';

const STAFF_ID = 'second-person';
const FILE = 'demo-staff.json';

/** The demonstration's second person, who approves what the first prepared: invited and activated once. */
export async function secondPerson(home: OfficeHome, client: OfficeClient): Promise<OfficeClient> {
  const known = home.readJson<{ password: string }>(FILE);
  const password = known?.password ?? randomBytes(18).toString('base64url');
  if (!known) {
    // Kept before it is used: whoever finds it must be able to go on.
    home.writeJson(FILE, { password });
    await activate(client, password);
  }
  return new OfficeClient(client.baseUrl, { grant: 'staff', staffId: STAFF_ID, password });
}

async function activate(client: OfficeClient, password: string): Promise<void> {
  const invited = await client.call<{ invitation: string | null }>('POST', 'access/staff', {
    staffId: STAFF_ID,
    roles: ['payments_approver'],
  });
  const invitation =
    invited.invitation ??
    (
      await client.call<{ invitation: string }>('POST', `access/staff/${STAFF_ID}/reinvite`, {
        reason: 'the demonstration starts again',
      })
    ).invitation;
  await client.call('POST', 'access/staff/activate', { staffId: STAFF_ID, invitation, password });
}
