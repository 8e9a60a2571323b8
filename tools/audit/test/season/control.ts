import { event, type LogBuilder } from './log-builder';

const AT = '2026-10-01T15:00:00.000Z';
const limit = (parameter: string, max: string) => ({
  parameter,
  unit: '%',
  decimals: 1,
  max,
  min: null,
  isAboveMin: false,
});

/** A control from the request to the verdict: a panel, a laboratory, one seal each. */
export function judge(log: LogBuilder, lotId: string, grade: string, market: string): void {
  const controlId = `CT-${lotId}`;
  const add = (...events: Parameters<LogBuilder['add']> extends [string, string, ...infer E] ? E : never) =>
    log.add('certification.control', controlId, ...events);
  const about = { controlId, holder: { kind: 'lot' as const, id: lotId }, productId: 'OLIVES', market };
  const of = { ...about, ownGrade: null };
  const asked = { standardId: 'intake', declaredGrade: null, requestedOn: '2026-10-01' };
  add(event('ControlRequested', { ...of, ...asked }));
  const standard = { standardId: 'intake', version: '1' };
  const seals = { sealNumber: `SC-${lotId}`, counterSealNumber: `SK-${lotId}` };
  const taken = { sampleId: `S-${lotId}`, ...seals, takenAt: AT, counterUntil: '2026-10-16', standard };
  add(event('SampleTaken', { controlId, ...taken }));
  const found = {
    attribute: 'rancid',
    kind: 'defect' as const,
    median: '1.00',
    iqr: '0.100',
    robustDeviation: '0.0327',
    cvr: '3.27',
    from: '0.94',
    to: '1.06',
    isValid: true,
    quartiles: 'inclusive' as const,
  };
  const scored = {
    panelId: `P-${lotId}`,
    assessment: 'first' as const,
    body: 'Panel',
    number: '1',
    tasters: 8,
  };
  add(event('PanelScored', { controlId, ...scored, found: [found], isValid: true, scoredOn: '2026-10-01' }));
  const mouldy = { kind: 'value' as const, value: '1.0' };
  const report = {
    reportId: `R-${lotId}`,
    body: 'LOARC',
    number: '1',
    replaces: null,
    reportedOn: '2026-10-01',
  };
  const results = [{ parameter: 'mouldy', unit: '%', measured: mouldy }];
  add(event('AnalysisReported', { controlId, ...report, results }));
  const measures = [
    { parameter: 'defects_median', measured: { kind: 'value' as const, value: '1.00' } },
    { parameter: 'mouldy', measured: mouldy },
  ];
  const limits = [limit('defects_median', '2.0')];
  const rules = { general: [limit('mouldy', '3.0')], categories: [{ grade, limits, isSold: true }] };
  const signed = { sampledAt: AT, signedBy: 'clerk', signedAt: AT };
  const result = { verdict: 'conform' as const, grade, failures: [], mayStill: [] };
  add(event('VerdictSigned', { ...of, standard, rules, measures, ...result, ...signed }));
}

/** What is left to be seen of certification: a lot that a clerk holds and lets go, one rejected, one recalled. */
export function certify(log: LogBuilder, lotId: string): void {
  const controlId = 'CT-X';
  const add = (...events: Parameters<LogBuilder['add']> extends [string, string, ...infer E] ? E : never) =>
    log.add('certification.lot-status', lotId, ...events);
  const standard = { standardId: 'intake', version: '1' };
  add(event('LotTakenUp', { lotId, productId: 'OLIVES', grade: 'EV', netGrams: 1 }));
  add(event('LotHeld', { lotId, cause: 'systematic', reason: 'never controlled', heldAt: AT }));
  judge(log, lotId, 'EV', 'MA');
  const about = { lotId, market: 'MA', standard, controlId: `CT-${lotId}` };
  const released = { ...about, grade: 'EV', claims: [], releasedAt: AT };
  add(event('LotReleased', released));
  add(event('LotHeld', { lotId, cause: 'clerk', reason: 'a smell', heldAt: AT }));
  add(event('HoldLifted', { lotId, reason: 'the crate', liftedAt: AT }), event('LotReleased', released));
  const asked = { standardId: 'intake', declaredGrade: null, requestedOn: '2026-10-01' };
  const of = {
    controlId,
    holder: { kind: 'lot' as const, id: lotId },
    productId: 'OLIVES',
    ownGrade: 'EV',
    market: 'EU',
  };
  log.add('certification.control', controlId, event('ControlRequested', { ...of, ...asked }));
  const seals = { sealNumber: 'SC-X', counterSealNumber: 'SK-X' };
  const taken = { sampleId: 'S-X', ...seals, takenAt: AT, counterUntil: '2026-10-16', standard };
  log.add('certification.control', controlId, event('SampleTaken', { controlId, ...taken }));
  const results = [{ parameter: 'mouldy', unit: '%', measured: { kind: 'value' as const, value: '9.0' } }];
  const report = { reportId: 'R-X', body: 'LOARC', number: '1', replaces: null, reportedOn: '2026-10-01' };
  log.add('certification.control', controlId, event('AnalysisReported', { controlId, ...report, results }));
  const measures = [{ parameter: 'mouldy', measured: { kind: 'value' as const, value: '9.0' } }];
  const rules = { general: [limit('mouldy', '3.0')], categories: [] };
  const signed = { sampledAt: AT, signedBy: 'clerk', signedAt: AT };
  const result = {
    verdict: 'rejected' as const,
    grade: null,
    failures: [],
    mayStill: ['destruction' as const],
  };
  log.add(
    'certification.control',
    controlId,
    event('VerdictSigned', { ...of, standard, rules, measures, ...result, ...signed }),
  );
  const why = { reason: 'mouldy 9.0', mayStill: ['destruction' as const], rejectedAt: AT };
  add(event('LotRejected', { lotId, market: 'EU', standard, controlId, ...why }));
  const recall = {
    recallId: 'RC-X',
    source: { kind: 'lot' as const, id: lotId },
    reason: 'glass',
    openedBy: 'clerk',
  };
  log.add(
    'certification.recall',
    'RC-X',
    event('RecallOpened', { ...recall, lotIds: [lotId], openedAt: AT }),
  );
  add(event('LotRecalled', { lotId, recallId: 'RC-X', reason: 'glass', recalledAt: AT }));
}
