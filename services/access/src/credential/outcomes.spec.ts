import { AggregateHandler } from '@oce/event-store';
import { MemoryEventStore } from '@oce/event-store/testing';
import { testMeta } from '@oce/testing';
import { credentialAggregate } from './domain/credential';
import { heldAlready } from './http/outcomes';

describe('what is held already', () => {
  it('is answered as it was under the same key, whatever has been written since', async () => {
    const credentials = new AggregateHandler(new MemoryEventStore(), credentialAggregate);
    const command = { type: 'ActivateStaff', data: { staffId: 'amal' }, meta: testMeta() };
    expect(await heldAlready(credentials, 'staff-amal', command)).toMatchObject({ position: 0, version: 0 });
    const heldAt = { stream: 'OCE', position: 7, version: 2 };
    const again = { ...command, meta: testMeta({ heldAt }) };
    expect(await heldAlready(credentials, 'staff-amal', again)).toMatchObject({ ...heldAt, repeated: true });
  });
});
