/**
 * Where a path below `/api/<context>` goes on the service:
 *
 * - `/api/sales/orders` -> `/sales/orders`: a service's own routes stand under its name;
 * - `/api/sales/operations/…`, `/api/sales/attention…`, `/api/sales/health/live`, `/api/sales/health/ready`,
 *   `/api/sales/openapi.json` -> the same without the name: what every service has of the kit.
 *
 * What else a service has under `/health`, its metrics above all, is for those inside the house: undefined.
 */
export function upstreamPath(context: string, rest: string): string | undefined {
  const [first, second] = segmentsOf(rest);
  if (first === 'health') return second === 'live' || second === 'ready' ? rest : undefined;
  const isOfTheKit = first === 'operations' || first === 'attention' || first === 'openapi.json';
  return isOfTheKit ? rest : `/${context}${rest}`;
}

/** The segments as the service will read them, so that an encoded letter opens no other door. */
function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => {
      try {
        return decodeURIComponent(segment);
      } catch {
        return segment;
      }
    });
}
