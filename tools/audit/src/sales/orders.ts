import type { DataOf, PricedLine } from '../events';
import type { RecordedCommit } from '@oce/event-sourcing';
import { addDays, multiplyRatio } from '@oce/quantities';
import { Rule, type AuditRule, type Handlers } from '../rule';

interface Order {
  readonly placed: DataOf<'OrderPlaced'>;
  /** As it was delivered. */
  fulfilled?: Billed;
  status: 'placed' | 'secured' | 'confirmed' | 'fulfilled' | 'refused' | 'cancelled';
  invoice?: string;
}

type Billed = Pick<DataOf<'OrderPlaced'>, 'buyerId' | 'contractId' | 'kind' | 'lines' | 'amountCentimes'>;

/** What the same part of an order must say wherever it is repeated. */
const text = ({ buyerId, contractId, kind, lines, amountCentimes }: Billed): string =>
  [buyerId, contractId, kind, amountCentimes, ...lines.flatMap(lineText)].join(' ');
/** An invoice says its lines with their VAT, and an amount that is not net. */
const billedText = ({
  netCentimes,
  ...billed
}: Omit<Billed, 'amountCentimes'> & { netCentimes: number }): string =>
  text({ ...billed, amountCentimes: netCentimes });
const lineText = ({ lotId, grams, campaignId, productId, grade, ...price }: PricedLine) =>
  [
    lotId,
    grams,
    campaignId,
    productId,
    grade,
    price.quantity,
    price.unitPriceMinor,
    price.amountCentimes,
  ].join('/');

/** An order's lines by what came of each: its weight, its pieces, or the share of its litres. */
function asReceived(placed: Billed, { lines }: DataOf<'ShipmentReceived'>): Billed {
  const came = placed.lines.flatMap((line) => {
    const { receivedGrams, receivedPieces } = lines.find((one) => one.lotId === line.lotId) ?? NOTHING_CAME;
    if (receivedGrams === 0) return [];
    const byWeight = multiplyRatio(line.quantity, receivedGrams, line.grams);
    const quantity = line.unit === 'piece' ? (receivedPieces ?? byWeight) : byWeight;
    const amountCentimes = multiplyRatio(quantity, line.unitPriceMinor, line.unit === 'piece' ? 1 : 1_000);
    return amountCentimes === 0 ? [] : [{ ...line, grams: receivedGrams, quantity, amountCentimes }];
  });
  return {
    ...placed,
    lines: came,
    amountCentimes: came.reduce((sum, { amountCentimes }) => sum + amountCentimes, 0),
  };
}
const NOTHING_CAME = { receivedGrams: 0, receivedPieces: null };

/** Orders at the prices of their contracts, each billed once, as it was delivered. */
export class OrdersRule extends Rule implements AuditRule {
  readonly proves =
    'orders are priced by their contract, pass their steps in order, and are billed once as delivered';
  private readonly contracts = new Map<string, DataOf<'SaleContractSigned'>>();
  private readonly orders = new Map<string, Order>();
  /** What transport handed over, by order. */
  private readonly received = new Map<string, DataOf<'ShipmentReceived'>>();

  readonly on: Handlers = {
    SaleContractSigned: (data) => void this.contracts.set(data.contractId, data),
    OrderPlaced: (data, at) => {
      const { orderId, contractId, lines } = data;
      if (this.orders.has(orderId)) this.check.fail(at, 'placed-twice', 'orders of this id', 1, 2);
      this.orders.set(orderId, { placed: data, status: 'placed' });
      const contract = this.contracts.get(contractId);
      if (contract === undefined) {
        this.check.fail(at, 'contract', 'the contract', 'signed before', contractId);
        return;
      }
      const [agreed, said] = [contract, data].map((one) => `${one.kind} ${one.buyerId} ${one.paymentDays}`);
      this.check.same(at, 'contract', 'kind, buyer and days to pay', agreed, said);
      let sum = 0;
      for (const line of lines) {
        const price = contract.prices.find((one) => one.grade === line.grade)?.unitPriceMinor;
        this.check.same(at, 'price', `price of ${line.lotId} a ${contract.unit}`, price, line.unitPriceMinor);
        const amount = multiplyRatio(
          line.quantity,
          line.unitPriceMinor,
          contract.unit === 'piece' ? 1 : 1_000,
        );
        this.check.same(at, 'line-amount', `amount of ${line.lotId}`, amount, line.amountCentimes);
        sum += line.amountCentimes;
      }
      this.check.same(at, 'order-amount', 'amount = sum of the lines', sum, data.amountCentimes);
    },
    OrderSecured: ({ orderId }, at) => void this.step(orderId, ['placed'], 'secured', at),
    OrderRefused: ({ orderId }, at) => void this.step(orderId, ['placed'], 'refused', at),
    OrderConfirmed: ({ orderId }, at) => void this.step(orderId, ['secured'], 'confirmed', at),
    OrderCancelled: ({ orderId }, at) => void this.step(orderId, ['secured', 'confirmed'], 'cancelled', at),
    OrderFulfilled: (data, at) => {
      const order = this.step(data.orderId, ['confirmed'], 'fulfilled', at);
      if (order === undefined) return;
      const receipt = this.received.get(data.orderId);
      const due = receipt === undefined ? order.placed : asReceived(order.placed, receipt);
      this.check.same(at, 'delivered', 'what was delivered, as ordered or received', text(due), text(data));
      order.fulfilled = data;
      this.check.kept(`receipt ${data.orderId}`);
      this.check.promise(data.orderId, at, 'not-billed', 'the order', 'an invoice');
    },
    ShipmentReceived: (data, at) => {
      this.received.set(data.orderId, data);
      const came = data.lines.some(({ receivedGrams }) => receivedGrams > 0);
      if (came)
        this.check.promise(
          `receipt ${data.orderId}`,
          at,
          'receipt-not-billed',
          'what was received',
          'delivered',
        );
    },
    InvoiceIssued: (data, at) => {
      const { orderId, invoiceNumber } = data;
      const order = this.orders.get(orderId);
      this.check.kept(orderId);
      if (order === undefined || order.status !== 'fulfilled') {
        this.check.fail(at, 'not-delivered', 'the order', 'delivered before', order?.status ?? 'unknown');
        if (order === undefined) return;
      }
      const again = `${invoiceNumber} as well`;
      if (order.invoice !== undefined)
        this.check.fail(at, 'billed-twice', 'invoices of the order', order.invoice, again);
      order.invoice = invoiceNumber;
      const delivered = text(order.fulfilled ?? order.placed);
      this.check.same(at, 'billed', 'what is billed, as delivered', delivered, billedText(data));
      const due = addDays(data.issuedOn, order.placed.paymentDays);
      this.check.same(at, 'due', 'due date', due, data.dueOn);
    },
  };

  private step(orderId: string, from: Order['status'][], to: Order['status'], at: RecordedCommit) {
    const order = this.orders.get(orderId);
    if (order === undefined) {
      this.check.fail(at, 'unknown', 'the order', 'placed before', orderId);
      return undefined;
    }
    if (!from.includes(order.status))
      this.check.fail(at, 'status', `status before it is ${to}`, from.join(' or '), order.status);
    order.status = to;
    return order;
  }
}
