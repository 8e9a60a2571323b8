import { command, given } from '@oce/testing';
import { minimumTransferOn, payoutTermsAggregate, payoutTermsEvents } from './domain/payout-terms';

const terms = (version: string, validFrom: string, minimumTransferCentimes: number) => ({
  termsId: 'office',
  version,
  validFrom,
  minimumTransferCentimes,
});
const first = terms('PT-1', '2026-10-01', 5_000);
const published = payoutTermsEvents.PayoutTermsPublished;
// The day of the specs' commands is 2026-10-01.
const publish = (data: typeof first) => command('PublishPayoutTerms', data);

describe('what a transfer comes to at least', () => {
  it('is published from today on, once a day, and never changed', () => {
    given(payoutTermsAggregate, []).when(publish(first)).then(published(first));
    const past = [published(first)];
    given(payoutTermsAggregate, past).when(publish(first)).thenNothing();
    given(payoutTermsAggregate, past)
      .when(publish({ ...first, minimumTransferCentimes: 1 }))
      .thenRefused('version_frozen');
    given(payoutTermsAggregate, past)
      .when(publish(terms('PT-2', '2026-10-01', 1)))
      .thenRefused('terms_dated_already');
    given(payoutTermsAggregate, [])
      .when(publish(terms('PT-0', '2026-09-30', 1)))
      .thenRefused('terms_backdated');
    given(payoutTermsAggregate, [])
      .when(publish(terms('PT-0', '2026-10-02', -1)))
      .thenRefused('minimum_negative');
  });

  it('is that of the day of execution, nothing before the first', () => {
    const state = { versions: [terms('PT-2', '2027-01-01', 10_000), first] };
    expect(
      ['2026-09-30', '2026-10-01', '2026-12-31', '2027-01-01'].map((day) => minimumTransferOn(state, day)),
    ).toEqual([0, 5_000, 5_000, 10_000]);
  });
});
