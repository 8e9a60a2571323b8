import { describePlants, each } from '../season/plants';

describePlants('what certification says', [
  [
    'control/requested',
    'a sample of a control that nobody asked for',
    (log) => log.drop('ControlRequested', 0, 'SampleTaken', 0),
  ],
  [
    'control/seal',
    'one seal on two samples',
    (log) => log.edit('SampleTaken', 1, (data) => (data.sealNumber = log.data('SampleTaken', 0).sealNumber)),
  ],
  [
    'control/sample',
    'a report of what was never sealed',
    (log) => log.drop('SampleTaken', 0, 'AnalysisReported', 0),
  ],
  [
    'control/panel',
    'a panel that disagrees and is valid',
    (log) => log.edit('PanelScored', 0, ({ found }) => each(found, (one) => (one.cvr = '20.06'))),
  ],
  [
    'control/measure',
    'a verdict by another figure than was reported',
    (log) =>
      log.edit('VerdictSigned', 0, ({ measures }) =>
        each(measures.slice(1), (one) => (one.measured = { kind: 'value', value: '0.9' })),
      ),
  ],
  [
    'control/measure',
    'a verdict by another median than the panel found',
    (log) =>
      log.edit('VerdictSigned', 0, ({ measures }) =>
        each(measures.slice(0, 1), (one) => (one.measured = { kind: 'value', value: '0.50' })),
      ),
  ],
  [
    'control/grade',
    'a better grade than its limits let it have',
    (log) => log.edit('VerdictSigned', 0, (data) => (data.grade = 'BETTER')),
  ],
  [
    'control/verdict',
    'a verdict against its own limits',
    (log) => log.edit('VerdictSigned', 0, ({ rules }) => each(rules.general, (limit) => (limit.max = '0.5'))),
  ],
  [
    'control/not-told',
    'a verdict that nothing came of',
    (log) => log.drop('LotReleased', 0, 'VerdictSigned', 0),
  ],
  [
    'control/unknown',
    'a release of a lot that was never held',
    (log) => log.drop('LotTakenUp', 0, 'LotReleased', 0),
  ],
  [
    'control/release',
    'a release in another grade than the verdict’s',
    (log) => log.edit('LotReleased', 0, (data) => (data.grade = 'BETTER')),
  ],
  [
    'control/lifting',
    'a lifting of what no clerk held',
    (log) => log.edit('LotHeld', 7, (data) => (data.cause = 'changed')) && log.where('HoldLifted', 0),
  ],
  [
    'control/rejection',
    'a rejection against the verdict',
    (log) => log.edit('LotRejected', 0, (data) => (data.controlId = 'CT-L1')),
  ],
  [
    'control/recalled',
    'a release after a recall',
    (log) => log.add('LotReleased', 0, 'LotReleased', { ...log.data('LotReleased', 5) }),
  ],
  ['control/recall', 'a recall that nobody opened', (log) => log.drop('RecallOpened', 0, 'LotRecalled', 0)],
  [
    'control/not-recalled',
    'a lot that a recall names and nobody recalled',
    (log) => log.drop('LotRecalled', 0, 'RecallOpened', 0),
  ],
]);
