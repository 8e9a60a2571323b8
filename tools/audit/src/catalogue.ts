/** What an aggregate may have in its log: the field that repeats its id, and its events with their current version. */
export interface AggregateKind {
  readonly id?: string | Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, number>>;
}

const ones = (...types: string[]): Record<string, number> =>
  Object.fromEntries(types.map((type) => [type, 1]));

const COLLECTION: Record<string, AggregateKind> = {
  station: { id: 'stationId', events: ones('StationOpened', 'ScaleVerified', 'TerminalInstalled') },
  'intake-rule': { id: 'productId', events: ones('IntakeRulePublished') },
  delivery: {
    id: 'deliveryId',
    events: {
      DeliveryWeighedIn: 2,
      ...ones('DeliveryGraded', 'DeliveryRefused', 'DeliveryReversed', 'DeliveryTakenIntoLot'),
    },
  },
  lot: {
    id: 'lotId',
    events: ones('LotOpened', 'DeliveryAddedToLot', 'DeliveryTakenOutOfLot', 'LotClosed'),
  },
};

const SALES: Record<string, AggregateKind> = {
  claim: { events: ones('ClaimTaken', 'ClaimReleased') },
  buyer: {
    id: 'buyerId',
    events: ones(
      'BuyerAccepted',
      'BuyerLimitSet',
      'BuyerCreditReserved',
      'BuyerCreditRefused',
      'BuyerCreditReleased',
    ),
  },
  contract: { id: 'contractId', events: ones('SaleContractSigned') },
  'lot-offer': {
    id: 'lotId',
    events: ones(
      'LotRecorded',
      'LotOffered',
      'LotAllocated',
      'LotAllocationRefused',
      'LotAllocationReleased',
    ),
  },
  order: {
    id: 'orderId',
    events: ones(
      'OrderPlaced',
      'OrderPartAnswered',
      'OrderSecured',
      'OrderRefused',
      'OrderConfirmed',
      'OrderFulfilled',
      'OrderCancelled',
    ),
  },
  'invoice-register': { events: ones('InvoiceNumberTaken') },
  'credit-note-register': { events: ones('CreditNoteNumberTaken') },
  invoice: {
    id: 'invoiceNumber',
    events: ones('InvoiceIssued', 'CreditGranted', 'CreditNoteIssued', 'ProceedsReceived', 'InvoiceSettled'),
  },
};

const PAYMENTS: Record<string, AggregateKind> = {
  claim: { events: ones('ClaimTaken', 'ClaimReleased') },
  schedule: { id: 'version', events: ones('PriceSchedulePublished', 'DeductionSchedulePublished') },
  account: {
    id: 'producerCode',
    events: ones(
      ...['InputCreditGranted', 'PremiumDeclared', 'AdvancePosted', 'InputCreditRecovered'],
      ...['PremiumWithheld', 'FinalSharePosted', 'CorrectionPosted', 'DeliveryVoided', 'LineDisputed'],
      ...['DisputeResolved', 'PayoutReserved', 'PayoutDeclined', 'PayoutConfirmed', 'PayoutReturned'],
    ),
  },
  'bank-details': {
    id: 'producerCode',
    events: ones('BankDetailsProposed', 'BankDetailsApproved', 'BankDetailsRefused'),
  },
  pool: {
    id: 'poolId',
    events: ones('PoolOpened', 'ChargePosted', 'ProceedsPooled', 'SharesFixed', 'PoolClosed'),
  },
  'transfer-batch': {
    id: 'batchId',
    events: ones(
      ...['TransferBatchPrepared', 'TransferBatchApproved', 'TransferBatchRefused', 'PayeesFixed'],
      ...['TransferFileIssued', 'BankAnswerRecorded', 'TransferExecuted', 'TransferRejected'],
    ),
  },
};

const AFFILIATION: Record<string, AggregateKind> = {
  cooperative: {
    id: 'cooperativeId',
    events: ones('CooperativeAffiliated', 'ConventionSigned', 'ConventionEnded'),
  },
  producer: {
    id: { PersonErased: 'personId', PersonKeyDestroyed: 'personId', other: 'producerCode' },
    events: ones(
      'ProducerAffiliated',
      'PlotDeclared',
      'ProducerContactChanged',
      'ProducerLeft',
      'PersonErased',
      'PersonKeyDestroyed',
    ),
  },
  exporter: { id: 'exporterId', events: ones('ExporterAffiliated') },
  campaign: { id: 'campaignId', events: ones('CampaignOpened', 'CampaignClosed') },
  product: { id: 'productId', events: ones('ProductListed') },
  claim: { events: ones('ClaimTaken', 'ClaimReleased') },
};

const ACCESS: Record<string, AggregateKind> = {
  credential: {
    events: ones(
      ...['TerminalEnrolled', 'TerminalRevoked', 'CodeIssued', 'CodeChanged', 'StaffInvited'],
      ...['StaffActivated', 'StaffRoleChanged', 'PartnerKeyIssued', 'PartnerKeyRevoked', 'SignInFailed'],
      ...['SignInSucceeded', 'CredentialLocked', 'CredentialRevoked'],
    ),
  },
};

/** What every context has: its own list of what a clerk must see, and the keys that its callers named commands by. */
const OF_EVERY_CONTEXT: Readonly<Record<string, AggregateKind>> = {
  attention: { events: ones('AttentionRaised', 'AttentionResolved') },
  'idempotency-key': { events: ones('IdempotencyKeyUsed') },
};

const KNOWN: Readonly<Record<string, Readonly<Record<string, AggregateKind>>>> = {
  access: ACCESS,
  affiliation: AFFILIATION,
  collection: COLLECTION,
  sales: SALES,
  payments: PAYMENTS,
};

/** The kind of an aggregate, undefined for one that nobody has. */
export function kindOf(context: string, aggregate: string): AggregateKind | undefined {
  return OF_EVERY_CONTEXT[aggregate] ?? KNOWN[context]?.[aggregate];
}

/** Which field of an event's data repeats the aggregate's id, where one does. */
export function idFieldOf(kind: AggregateKind, type: string): string | undefined {
  return typeof kind.id === 'object' ? (kind.id[type] ?? kind.id['other']) : kind.id;
}
