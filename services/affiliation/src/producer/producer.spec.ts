import { commandHash } from '@oce/event-sourcing';
import { command, given } from '@oce/testing';
import { holdsCin, producerAggregate } from './domain/producer';
import type { AffiliateProducer, AffiliationFacts, ProducerCommand } from './domain/producer.commands';
import type { ProducerEvent } from './domain/producer.events';

const data = {
  producerCode: 'P-1',
  cooperativeId: 'C-1',
  affiliatedOn: '2026-06-05',
  fingerprint: 'f1',
  cinClaim: 'c1',
};
const sealed = { name: 'enc:n', cin: 'enc:c', phone: 'enc:p', birthDate: 'enc:b' };
const affiliate = (
  change: Partial<typeof data> = {},
  cooperative: AffiliationFacts['cooperative'] = 'under_convention',
  ciphertext = sealed,
): AffiliateProducer => ({
  ...command('AffiliateProducer', { ...data, ...change }),
  sealed: ciphertext,
  facts: { cooperative },
});
const affiliated: ProducerEvent = { type: 'ProducerAffiliated', v: 1, data: { ...data, ...sealed } };
const leaving = { producerCode: 'P-1', leftOn: '2026-12-01', reason: 'moved away' };
const left: ProducerEvent = { type: 'ProducerLeft', v: 1, data: leaving };
const erasure = { personId: 'P-1', requestedOn: '2027-01-20', reason: 'law 09-08' };
const erased: ProducerEvent = { type: 'PersonErased', v: 1, data: erasure };
const destroyed: ProducerEvent = { type: 'PersonKeyDestroyed', v: 1, data: { personId: 'P-1' } };
const stateOf = (...past: ProducerEvent[]) =>
  past.reduce(producerAggregate.evolve, producerAggregate.initial);

describe('a producer', () => {
  it('is affiliated with hashes and ciphertext', () => {
    given(producerAggregate, []).when(affiliate()).then(affiliated);
  });

  it('is affiliated once, whatever the ciphertext of the second try', () => {
    const again = affiliate({}, 'under_convention', { ...sealed, name: 'enc:other' });
    given(producerAggregate, [affiliated]).when(again).thenNothing();
    expect(commandHash(again)).toBe(commandHash(affiliate()));
  });

  it.each([{ fingerprint: 'f2' }, { cooperativeId: 'C-2' }, { affiliatedOn: '2026-06-06' }])(
    'is another with %j, and refused under the same code',
    (change) => {
      given(producerAggregate, [affiliated]).when(affiliate(change)).thenRefused('producer_code_taken');
      expect(commandHash(affiliate(change))).not.toBe(commandHash(affiliate()));
    },
  );

  it('needs a cooperative under convention on the day', () => {
    given(producerAggregate, []).when(affiliate({}, 'unknown')).thenRefused('cooperative_unknown');
    given(producerAggregate, [])
      .when(affiliate({}, 'without_convention'))
      .thenRefused('convention_not_in_force');
  });

  it('stays affiliated when the convention has run out since', () => {
    given(producerAggregate, [affiliated]).when(affiliate({}, 'without_convention')).thenNothing();
  });

  it('is on the record as affiliated on that day, also after leaving', () => {
    given(producerAggregate, [affiliated, left]).when(affiliate()).thenNothing();
    given(producerAggregate, [affiliated, left])
      .when(affiliate({ affiliatedOn: '2027-01-01' }))
      .thenRefused('producer_code_taken');
  });

  const plot = {
    producerCode: 'P-1',
    plotId: 'PL-1',
    crop: 'olive',
    areaSquareMetres: 12_000,
    location: '34.79,-5.57',
  };
  const declared: ProducerEvent = { type: 'PlotDeclared', v: 1, data: plot };

  it('declares plots, and corrects them', () => {
    const declare = (areaSquareMetres: number) => command('DeclarePlot', { ...plot, areaSquareMetres });
    given(producerAggregate, [affiliated]).when(declare(12_000)).then(declared);
    given(producerAggregate, [affiliated, declared]).when(declare(12_000)).thenNothing();
    given(producerAggregate, [affiliated, declared])
      .when(declare(11_000))
      .then({ type: 'PlotDeclared', v: 1, data: { ...plot, areaSquareMetres: 11_000 } });
  });

  it('has the plot that was declared last: one area, another, the first again', () => {
    const corrected: ProducerEvent = {
      type: 'PlotDeclared',
      v: 1,
      data: { ...plot, areaSquareMetres: 11_000 },
    };
    given(producerAggregate, [affiliated, declared, corrected])
      .when(command('DeclarePlot', plot))
      .then(declared);
  });

  it('changes the telephone, once for one number', () => {
    const change = (fingerprint: string, phoneFingerprint?: string): ProducerCommand => ({
      ...command('ChangeContact', { producerCode: 'P-1', fingerprint }),
      sealed: { phone: 'enc:p2' },
      facts: { phoneFingerprint },
    });
    const changed = (fingerprint: string): ProducerEvent => ({
      type: 'ProducerContactChanged',
      v: 1,
      data: { producerCode: 'P-1', fingerprint, phone: 'enc:p2' },
    });
    given(producerAggregate, [affiliated]).when(change('t2')).then(changed('t2'));
    given(producerAggregate, [affiliated, changed('t2')])
      .when(change('t2'))
      .thenNothing();
    given(producerAggregate, [affiliated, changed('t2'), changed('t3')])
      .when(change('t2'))
      .then(changed('t2'));
    // The number of the affiliation, whose mark no event tells; what an event tells goes before it.
    given(producerAggregate, [affiliated]).when(change('t1', 't1')).thenNothing();
    given(producerAggregate, [affiliated, changed('t2')])
      .when(change('t1', 't1'))
      .then(changed('t1'));
    expect(stateOf(affiliated).phone).toBe('enc:p');
    expect(stateOf(affiliated, changed('t2')).phone).toBe('enc:p2');
  });

  it('leaves once, not before coming', () => {
    const leave = (leftOn: string) => command('LetProducerLeave', { ...leaving, leftOn });
    given(producerAggregate, [affiliated]).when(leave('2026-12-01')).then(left);
    given(producerAggregate, [affiliated, left]).when(leave('2026-12-01')).thenNothing();
    given(producerAggregate, [affiliated, left]).when(leave('2026-12-02')).thenRefused('producer_left');
    given(producerAggregate, [affiliated, left])
      .when(command('LetProducerLeave', { ...leaving, reason: 'gave up farming' }))
      .thenRefused('producer_left');
    given(producerAggregate, [affiliated]).when(leave('2026-06-04')).thenRefused('left_before_affiliated');
    given(producerAggregate, []).when(leave('2026-12-01')).thenRefused('producer_unknown');
  });

  it('changes nothing any more once gone', () => {
    const declare = (now: string) =>
      given(producerAggregate, [affiliated, left]).when(command('DeclarePlot', plot, { now }));
    declare('2026-12-01T08:00:00.000Z').thenRefused('producer_left');
    expect(declare('2026-11-30T08:00:00.000Z').events()).toHaveLength(1);
    given(producerAggregate, []).when(command('DeclarePlot', plot)).thenRefused('producer_unknown');
  });
});

describe('a person', () => {
  const erase = command('ErasePerson', erasure);
  const gone: ProducerEvent = {
    type: 'ProducerLeft',
    v: 1,
    data: { producerCode: 'P-1', leftOn: '2027-01-20', reason: 'person erased' },
  };

  const requested: ProducerEvent = { ...erased, type: 'ErasureRequested' };
  const carryOut = command('CarryOutErasure', { personId: 'P-1' });

  it('asks to be erased, and leaves with it; the name goes once no money is open', () => {
    given(producerAggregate, [affiliated]).when(erase).then(gone, requested);
    given(producerAggregate, [affiliated, left]).when(erase).then(requested);
    given(producerAggregate, [affiliated, gone, requested]).when(erase).thenNothing();
    given(producerAggregate, [affiliated, gone, requested]).when(carryOut).then(erased);
    given(producerAggregate, [affiliated, gone, requested, erased]).when(carryOut).thenNothing();
    given(producerAggregate, [affiliated]).when(carryOut).thenNothing();
    // A departure that is still to come does not keep a person who is forgotten a member until then.
    const later: ProducerEvent = { ...left, data: { ...leaving, leftOn: '2027-03-01' } } as ProducerEvent;
    given(producerAggregate, [affiliated, later]).when(erase).then(gone, requested);
    given(producerAggregate, [affiliated, gone, erased]).when(erase).thenNothing();
    given(producerAggregate, []).when(erase).thenRefused('producer_unknown');
  });

  it.each([{ requestedOn: '2027-01-21' }, { reason: 'another law' }])(
    'is erased by one request: %j is another, and refused',
    (change) => {
      given(producerAggregate, [affiliated, gone, erased])
        .when(command('ErasePerson', { ...erasure, ...change }))
        .thenRefused('person_erased_already');
      given(producerAggregate, [affiliated, gone, requested])
        .when(command('ErasePerson', { ...erasure, ...change }))
        .thenRefused('erasure_requested_already');
    },
  );

  it('has the end of the key confirmed once, after the erasure', () => {
    const confirm = command('ConfirmKeyDestroyed', { personId: 'P-1' });
    given(producerAggregate, [affiliated]).when(confirm).thenNothing();
    given(producerAggregate, [affiliated, gone, erased]).when(confirm).then(destroyed);
    given(producerAggregate, [affiliated, gone, erased, destroyed]).when(confirm).thenNothing();
  });

  it('is never affiliated under the old code again', () => {
    given(producerAggregate, [affiliated, gone, erased]).when(affiliate()).thenRefused('person_erased');
  });

  it('holds the CIN for as long as they belong', () => {
    const today = '2026-12-01';
    expect(holdsCin(stateOf(affiliated), 'c1', today)).toBe(true);
    expect(holdsCin(stateOf(affiliated), 'c2', today)).toBe(false);
    expect(holdsCin(stateOf(affiliated, left), 'c1', today)).toBe(false);
    expect(holdsCin(stateOf(affiliated, left), 'c1', '2026-11-30')).toBe(true);
    expect(holdsCin(stateOf(affiliated, erased), 'c1', today)).toBe(false);
    expect(holdsCin(stateOf(), 'c1', today)).toBe(false);
  });
});
