import type { Event, RecordedCommit } from '@oce/event-sourcing';

interface Line {
  readonly lotId: string;
}
/** What is looked at of events; each has some of it. */
interface Data extends Line {
  readonly market: string;
  readonly certificateId: string;
  readonly lines: readonly Line[];
  readonly goods: readonly Line[];
  readonly origins: readonly Line[];
  readonly claims: readonly { readonly claim: string }[];
}
interface Said {
  readonly markets: Set<string>;
  isRecalled: boolean;
}

/** Steps of goods towards a buyer, with the lots that each names. */
const STEPS: Readonly<Record<string, (data: Data) => readonly string[]>> = {
  LotOffered: ({ lotId }) => [lotId],
  LotAllocated: ({ lotId }) => [lotId],
  OrderPlaced: ({ lines }) => lotsOf(lines),
  UnitLoaded: ({ goods }) => lotsOf(goods),
  BulkLoaded: ({ goods }) => lotsOf([goods].flat()),
  ShipmentDeparted: ({ goods }) => lotsOf(goods),
  OrderFulfilled: ({ lines }) => lotsOf(lines),
};
const lotsOf = (lines: readonly Line[]): string[] => lines.map(({ lotId }) => lotId);

/** Where goods go: abroad they need that market's release, at home Morocco's; an offer is for any of them. */
const marketsFor = (type: string, lotId: string): readonly string[] => {
  if (type === 'LotOffered') return ['MA', 'EU'];
  return lotId.endsWith('_B') ? ['EU'] : ['MA'];
};

/** Steps that goods took which were held, rejected, recalled or never controlled at that moment. */
export function wrongSteps(commits: readonly RecordedCommit[]): string[] {
  const lots = new Map<string, Said>();
  const said = (lotId: string): Said => {
    const known = lots.get(lotId) ?? { markets: new Set<string>(), isRecalled: false };
    lots.set(lotId, known);
    return known;
  };
  const wrong: string[] = [];
  for (const { events, position } of commits)
    for (const { type, data } of events as readonly Event<string, Data>[]) {
      if (type === 'LotReleased') said(data.lotId).markets.add(data.market);
      if (type === 'LotRejected') said(data.lotId).markets.delete(data.market);
      if (type === 'LotHeld' || type === 'LotRecalled') said(data.lotId).markets.clear();
      if (type === 'LotRecalled') said(data.lotId).isRecalled = true;
      for (const lotId of STEPS[type]?.(data) ?? []) {
        const { markets, isRecalled } = said(lotId);
        if (isRecalled || !marketsFor(type, lotId).some((market) => markets.has(market)))
          wrong.push(`${position} ${type} ${lotId}`);
      }
    }
  return wrong;
}

/** Lots that are recalled though nothing that they are made of was, or the other way round, and what they claim wrongly. */
export function wrongClaims(events: readonly Event[]): string[] {
  const origins = new Map<string, readonly string[]>();
  const claims = new Map<string, Data['claims']>();
  const stands = new Map([
    ['CERT-1', true],
    ['CERT-P', true],
  ]);
  const recalled = new Set<string>();
  for (const { type, data } of events as readonly Event<string, Data>[]) {
    if (type === 'LotClosed') origins.set(data.lotId, [data.lotId]);
    if (type === 'LotMadeAvailable') origins.set(data.lotId, lotsOf(data.origins));
    if (type === 'LotReleased' || type === 'LotClaimsChanged') claims.set(data.lotId, data.claims);
    if (type === 'CertificateSuspended' || type === 'CertificateWithdrawn')
      stands.set(data.certificateId, false);
    if (type === 'CertificateReinstated') stands.set(data.certificateId, true);
    if (type === 'LotRecalled') recalled.add(data.lotId);
  }
  return [...claims].flatMap(([lotId, said]) => {
    const isRaw = lotId.startsWith('LOT-');
    const may =
      stands.get('CERT-1') === true &&
      (isRaw || stands.get('CERT-P') === true) &&
      !origins.get(lotId)?.includes('LOT-3');
    const is = said.some(({ claim }) => claim === 'organic');
    return recalled.has(lotId) || is === may ? [] : [`${lotId} organic: may ${may}, is ${is}`];
  });
}
