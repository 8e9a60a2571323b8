import { describePlants } from '../season/plants';

describePlants('drills of recalls', [
  [
    'drills/lot',
    'a drill that looks for more than there is of its lot',
    (log) => log.edit('RecallDrillStarted', 0, (data) => (data.toFindGrams += 1)),
  ],
  [
    'drills/step',
    'a step that is counted twice',
    (log) => log.edit('RecallDrillStepRecorded', 1, (data) => (data.stepId = 'S-1')),
  ],
  [
    'drills/found',
    'a drill that ends with more than its steps found',
    (log) => log.edit('RecallDrillClosed', 0, (data) => (data.foundGrams += 1)),
  ],
  [
    'drills/share',
    'a drill that claims to have found all',
    (log) => log.edit('RecallDrillClosed', 0, (data) => (data.foundPpm = 1_000_000)),
  ],
  [
    'drills/contacts',
    'a drill that reached more than its steps did',
    (log) => log.edit('RecallDrillClosed', 0, (data) => (data.contactsReached = 4)),
  ],
  [
    'drills/minutes',
    'a drill that took longer than it says',
    (log) => log.edit('RecallDrillClosed', 0, (data) => (data.minutes = 44)),
  ],
  [
    'drills/in-time',
    'a drill that is said to be late',
    (log) => log.edit('RecallDrillClosed', 0, (data) => (data.isInTime = false)),
  ],
  [
    'drills/under-way',
    'a step of a drill that nobody started',
    (log) => log.edit('RecallDrillStepRecorded', 1, (data) => (data.drillId = 'DRILL-9')),
  ],
  [
    'drills/price',
    'a price withdrawn that nobody entered',
    (log) => log.edit('TraderPriceWithdrawn', 0, (data) => (data.priceId = 'TP-9')),
  ],
]);
