import { describePlants } from '../season/plants';

describePlants('what OCE buys', [
  [
    'accounts/purchase-price',
    'a purchase at another price',
    (log) => log.edit('PurchasePosted', 0, (data) => (data.pricePerKgCentimes += 1)),
  ],
  [
    'accounts/gross',
    'a purchase of which a part was kept back',
    (log) => log.edit('PurchasePosted', 0, ({ settlement }) => (settlement.grossCentimes -= 1)),
  ],
  [
    'accounts/payable',
    'a purchase of another weight',
    (log) => log.edit('PurchasePosted', 0, (data) => (data.payableGrams += 1)),
  ],
  ['accounts/advanced-twice', 'a purchase settled twice', (log) => log.again('PurchasePosted', 0)],
  [
    'accounts/no-purchase',
    'a purchase that has its price and was never settled',
    (log) => log.drop('PurchasePosted', 0, 'PurchasePricesPublished', 0),
  ],
  [
    'accounts/not-purchased',
    'goods of a pool that were bought',
    (log) => {
      const graded = log.commits
        .flatMap(({ events }) => events)
        .filter(({ type }) => type === 'DeliveryGraded');
      log.edit('DeliveryGraded', graded.length - 1, (data) => (data.settledAs = 'pooled'));
      return log.where('PurchasePosted', 0);
    },
  ],
  [
    'accounts/settled-as',
    'a correction of an advance that OCE bears',
    (log) => log.edit('CorrectionPosted', 0, (data) => (data.settledAs = 'purchased')),
  ],
  [
    'postings/lines',
    'a purchase that an open campaign bears',
    (log) =>
      log.edit('PurchasePosted', 0, ({ postings }) =>
        postings.forEach((one) => (one.account = one.account === 'result' ? 'advances:C27' : one.account)),
      ),
  ],
]);
