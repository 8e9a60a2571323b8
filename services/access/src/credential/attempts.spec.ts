import { fold } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import fc from 'fast-check';
import { credentialAggregate, FAILURES_TO_LOCK } from './domain/credential';
import type { CredentialEvent } from './domain/credential.events';
import { isLocked } from './domain/credential.state';

const who = { kind: 'producer', subject: 'P-1' } as const;
const START = '2026-10-01T08:00:00.000Z';
const after = (seconds: number, from = START) => new Date(Date.parse(from) + seconds * 1000).toISOString();
const issued: CredentialEvent = {
  type: 'CodeIssued',
  v: 1,
  data: { producerCode: 'P-1', codeHash: 'enc:1:P-1:x', reason: null },
};
const failed = (failures: number): CredentialEvent => ({
  type: 'SignInFailed',
  v: 1,
  data: { ...who, failures },
});
const locked = (lockedUntil: string): CredentialEvent => ({
  type: 'CredentialLocked',
  v: 1,
  data: { ...who, failures: FAILURES_TO_LOCK, lockedUntil },
});
const fail = (now: string) => command('RecordFailure', who, { now });
const fourFailures = [1, 2, 3, 4].map(failed);

describe('failures of signing in', () => {
  it('are counted one by one', () => {
    given(credentialAggregate, [issued]).when(fail(START)).then(failed(1));
    given(credentialAggregate, [issued, failed(1)])
      .when(fail(START))
      .then(failed(2));
  });

  it('lock for a minute at the fifth', () => {
    given(credentialAggregate, [issued, ...fourFailures])
      .when(fail(START))
      .then(failed(5), locked(after(60)));
  });

  it.each([
    [1, 5 * 60],
    [2, 30 * 60],
    [3, 24 * 3600],
    [4, 24 * 3600],
  ])('lock longer after %i lock-outs: %i seconds', (locks, seconds) => {
    const past = Array.from({ length: locks }, () => [...fourFailures, failed(5), locked(START)]).flat();
    given(credentialAggregate, [issued, ...past, ...fourFailures])
      .when(fail(after(1)))
      .then(failed(5), locked(after(1 + seconds)));
  });

  it('count nothing while it is shut, so that an attack does not fill the log', () => {
    given(credentialAggregate, [issued, ...fourFailures, failed(5), locked(after(60))])
      .when(fail(after(59)))
      .thenNothing();
  });

  it('count nothing for a credential that is not in force', () => {
    given(credentialAggregate, []).when(fail(START)).thenNothing();
  });

  it('are forgotten by a success, which writes nothing where there is nothing to forget', () => {
    const succeeded: CredentialEvent = { type: 'SignInSucceeded', v: 1, data: who };
    const success = command('RecordSuccess', who);
    given(credentialAggregate, [issued, failed(1)])
      .when(success)
      .then(succeeded);
    given(credentialAggregate, [issued, ...fourFailures, failed(5), locked(START)])
      .when(success)
      .then(succeeded);
    given(credentialAggregate, [issued]).when(success).thenNothing();
    given(credentialAggregate, [issued, failed(1), succeeded])
      .when(success)
      .thenNothing();
    given(credentialAggregate, [issued, failed(1), succeeded])
      .when(fail(START))
      .then(failed(1));
  });

  it('never let more than five guesses pass between two lock-outs, at whatever pace they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 120 }), (pauses) => {
        let state = fold(credentialAggregate, [issued]);
        let now = START;
        let sinceLock = 0;
        for (const pause of pauses) {
          now = after(pause, now);
          const isShut = isLocked(state, now);
          const events = credentialAggregate.decide(fail(now), state);
          expect(events.length === 0).toBe(isShut);
          state = fold(credentialAggregate, events, state);
          if (!isShut) sinceLock++;
          if (events.some((event) => event.type === 'CredentialLocked')) {
            expect(sinceLock).toBe(FAILURES_TO_LOCK);
            expect(isLocked(state, now)).toBe(true);
            sinceLock = 0;
          }
        }
        expect(sinceLock).toBeLessThan(FAILURES_TO_LOCK);
      }),
    );
  });
});
