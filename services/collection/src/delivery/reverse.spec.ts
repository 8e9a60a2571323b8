import { given } from '@oce/testing';
import { deliveryAggregate as delivery } from './domain/delivery';
import {
  addsUp,
  correction,
  graded,
  plain,
  refused,
  replaced,
  replacement,
  reverse,
  reversed,
  taken,
  weighed,
} from '../../test/deliveries';

describe('reversing a delivery', () => {
  it('takes it back with all that it counted', () => {
    given(delivery, [weighed, graded, taken]).when(reverse('wrong tare')).then(reversed);
  });

  it('takes back one that has not been graded, for which nothing was to be paid', () => {
    given(delivery, [weighed])
      .when(reverse('wrong tare'))
      .then({ ...reversed, data: { ...reversed.data, grade: null, payableGrams: 0 } });
  });

  it('names the delivery that replaces it, reduced as its sample showed', () => {
    given(delivery, [weighed, graded]).when(reverse('wrong tare', correction)).then(replaced);
    expect(addsUp(replacement)).toBe(true);
  });

  it('takes the tare of the containers off the right weights too', () => {
    const containers = { kind: 'crate', count: 10, tareGramsEach: 2_000 };
    const counted = { ...weighed, data: { ...weighed.data, containers, netGrams: 1_480_000 } };
    const [event] = given(delivery, [counted]).when(reverse('wrong tare', correction)).events();
    expect(event?.data).toMatchObject({ replacement: { netGrams: 1_380_000 } });
    const heavy = { ...containers, tareGramsEach: 150_000 };
    given(delivery, [{ ...counted, data: { ...counted.data, containers: heavy } }])
      .when(reverse('wrong tare', correction))
      .thenRefused('tare_not_below_gross');
  });

  it('reduces it under the terms of the grading, whatever rule was published since', () => {
    const stricter = {
      ...reverse('wrong tare', correction),
      facts: { terms: { impuritiesTolerancePpm: 0 }, isNumberTaken: false },
    };
    given(delivery, [weighed, graded]).when(stricter).then(replaced);
    // A grading of an older log does not say its terms: those of its day hold, which cannot be backdated.
    const { terms: _terms, ...untold } = graded.data;
    const [event] = given(delivery, [weighed, { ...graded, data: untold }])
      .when(stricter)
      .events();
    expect(event).toMatchObject({ data: { replacement: { payableGrams: 1_355_200 } } });
  });

  it('names one that is still to be graded where it was not graded itself', () => {
    const [event] = given(delivery, [weighed]).when(reverse('wrong tare', correction)).events();
    expect(event?.data).toMatchObject({
      replacement: { netGrams: 1_400_000, reductions: [], payableGrams: 0 },
    });
  });

  it('changes nothing when the same comes again', () => {
    given(delivery, [weighed, graded, reversed]).when(reverse('wrong tare')).thenNothing();
    given(delivery, [weighed, graded, replaced]).when(reverse('wrong tare', correction)).thenNothing();
  });

  it.each([
    ['another reason', reversed, reverse('twice')],
    ['a correction that it had not', reversed, reverse('wrong tare', correction)],
    ['without the correction that it had', replaced, reverse('wrong tare')],
    ['another correction', replaced, reverse('wrong tare', { ...correction, tareGrams: 1 })],
  ])('refuses a second reversal: %s', (_, past, command) => {
    given(delivery, [weighed, graded, past]).when(command).thenRefused('delivery_reversed');
  });

  it.each([
    ['delivery_unknown', [], correction],
    ['delivery_refused', [weighed, refused], correction],
    ['tare_not_below_gross', [weighed], { ...correction, tareGrams: 1_860_000, ticketNumber: 'T-1' }],
    ['ticket_number_taken', [weighed], { ...correction, ticketNumber: 'T-1' }],
    ['weight_not_plausible', [weighed], { ...correction, grossGrams: 100_000_001 }],
  ])('refuses %s', (slug, past, corrected) => {
    given(delivery, past).when(reverse('wrong tare', corrected)).thenRefused(slug);
  });
});

describe('a correction under the number of another ticket', () => {
  const other = reverse('wrong tare', correction);
  const taken = { ...other, facts: { ...other.facts, isNumberTaken: true } };

  it('is refused before anything is taken back', () => {
    given(delivery, [weighed, graded]).when(taken).thenRefused('ticket_number_taken');
  });

  it('is its own where the reversal comes again', () => {
    given(delivery, [weighed, graded, replaced]).when(taken).thenNothing();
  });
});

describe('the delivery that replaces a reversed one', () => {
  const { reductions: _reductions, payableGrams: _payable, ...right } = replacement;
  const replacing = { ...weighed.data, ...right };
  const gradedToo = { ...graded.data, deliveryId: right.deliveryId, replaces: weighed.data.deliveryId };
  const open = plain('StandIn', { weighed: replacing, graded: gradedToo });

  it('is weighed in and graded in one commit', () => {
    given(delivery, [])
      .when(open)
      .then(
        { type: 'DeliveryWeighedIn', v: 2, data: replacing },
        { type: 'DeliveryGraded', v: 1, data: gradedToo },
      );
  });

  it('is only weighed in where the original was not graded', () => {
    given(delivery, [])
      .when(plain('StandIn', { weighed: replacing }))
      .then({ type: 'DeliveryWeighedIn', v: 2, data: replacing });
  });

  it('changes nothing when it comes again', () => {
    given(delivery, [{ ...weighed, data: replacing }])
      .when(open)
      .thenNothing();
  });

  it('is refused where the ticket number is of another delivery', () => {
    given(delivery, [weighed]).when(open).thenRefused('ticket_number_taken');
  });
});
