import type { RecordedCommit } from '@oce/event-sourcing';
import { PersonKeys } from '@oce/personal-data';
import type { Envelope } from '@oce/projections';
import type { ProducerEvent } from './domain/producer.events';
import { noProducer } from './domain/producer.state';
import { releaseClaimPolicy } from '../reservation/reactions/when-producer-left-then-release-cin';
import { eraseKeyPolicy } from './reactions/when-person-erased-then-confirm-key-destroyed';
import { KeyDestroyer } from './reactions/key-destroyer';

const envelope = { ref: { context: 'affiliation', aggregate: 'producer', id: 'P-1' } } as Envelope;
const erased: ProducerEvent = {
  type: 'PersonErased',
  v: 1,
  data: { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' },
};
const left: ProducerEvent = {
  type: 'ProducerLeft',
  v: 1,
  data: { producerCode: 'P-1', leftOn: '2027-01-20', reason: 'moved' },
};
const commitOf = (id: string, ...events: ProducerEvent[]) =>
  ({ ref: { context: 'affiliation', aggregate: 'producer', id }, events }) as unknown as RecordedCommit;

describe('the end of a key', () => {
  it('is said only once it has come', () => {
    expect(eraseKeyPolicy.react(erased, envelope, new Set(['P-1']))).toEqual([
      { aggregate: 'producer', id: 'P-1', type: 'ConfirmKeyDestroyed', data: { personId: 'P-1' } },
    ]);
    expect(() => eraseKeyPolicy.react(erased, envelope, new Set())).toThrow('not destroyed');
    expect(eraseKeyPolicy.react(left, envelope, new Set())).toEqual([]);
  });

  it('comes to the persons of a batch who are erased, and to nobody else', async () => {
    const keys = await PersonKeys.inMemory();
    const sealed = Object.fromEntries(
      await Promise.all(
        ['P-1', 'P-2'].map(async (id) => [id, await keys.encrypt(id, { name: 'Fatima' })] as const),
      ),
    );
    const destroyer = new KeyDestroyer(keys);
    const batch = [commitOf('P-1', left, erased), commitOf('P-2', left)];
    expect(await destroyer.viewOf(batch)).toEqual(new Set(['P-1']));
    expect(await destroyer.viewOf(batch)).toEqual(new Set(['P-1']));
    expect(await keys.decrypt('P-1', sealed['P-1'] ?? {})).toMatchObject({ erased: true });
    expect(await keys.decrypt('P-2', sealed['P-2'] ?? {})).toMatchObject({ erased: false });
  });
});

describe('the claim of whoever leaves', () => {
  const affiliated = { affiliatedOn: '2026-01-01', cinClaim: 'c1' };
  const leaving = new Map([['P-1', { ...noProducer, affiliated }]]);

  it.each([left, erased])('is given back on $type', (event) => {
    expect(releaseClaimPolicy.react(event, envelope, leaving)).toEqual([
      { aggregate: 'claim', id: 'c1', type: 'ReleaseClaim', data: { holder: 'producer-P-1' } },
    ]);
  });

  it('is nothing where there was none', () => {
    expect(releaseClaimPolicy.react(left, envelope, new Map())).toEqual([]);
    const changed: ProducerEvent = {
      type: 'ProducerContactChanged',
      v: 1,
      data: { producerCode: 'P-1', phone: 'enc:p' },
    };
    expect(releaseClaimPolicy.react(changed, envelope, leaving)).toEqual([]);
  });
});
