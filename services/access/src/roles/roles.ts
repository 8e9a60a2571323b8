import { SCOPES_OF_EVERY_CONTEXT, type ContextManifest } from '@oce/contexts';

export const ROLES = [
  'admin',
  'affiliation_clerk',
  'collection_clerk',
  'conditioning_clerk',
  'certification_clerk',
  'transport_clerk',
  'sales_clerk',
  'payments_clerk',
  'payments_approver',
  'cash_clerk',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * The one table of who may do what, by scope: `*` is every scope, `*:read` the reading of every context. Two hands for
 * payments: whoever prepares does not approve, and a third hands out cash.
 */
const GRANTED: Readonly<Record<Role, readonly string[]>> = {
  admin: ['*'],
  affiliation_clerk: ['affiliation:write', 'affiliation:read', 'attention'],
  collection_clerk: [
    'collection:weigh',
    'collection:write',
    'collection:read',
    'affiliation:read',
    'attention',
  ],
  conditioning_clerk: [
    'conditioning:write',
    'conditioning:read',
    'collection:read',
    'traceability:read',
    'attention',
  ],
  certification_clerk: [
    'certification:write',
    'certification:read',
    'traceability:write',
    'traceability:read',
    'conditioning:read',
    'collection:read',
    'attention',
  ],
  transport_clerk: [
    'transport:write',
    'transport:read',
    'traceability:read',
    'conditioning:read',
    'sales:read',
    'attention',
  ],
  sales_clerk: ['sales:write', 'sales:read', 'traceability:read', 'collection:read', 'attention'],
  payments_clerk: [
    'payments:write',
    'payments:read',
    'collection:read',
    'sales:read',
    'affiliation:read',
    'attention',
  ],
  // At a counter: hands out what others have prepared and approved.
  cash_clerk: ['payments:cash', 'payments:read'],
  payments_approver: ['payments:approve', 'payments:read', 'affiliation:read'],
  auditor: ['*:read', 'operations'],
};

/** What the token of one machine or one producer carries; no role is asked. */
export const OWN_SCOPES = {
  terminal: 'collection:weigh',
  producer: 'portal:self',
  producerWhoMustChangeCode: 'portal:change-code',
  partner: 'partner:self',
} as const;

/** The scopes of each role, out of those that the contexts name in their manifests. */
export class RoleScopes {
  private readonly ofRoles: ReadonlyMap<Role, readonly string[]>;

  /** @throws for a scope that is granted and that no context has */
  constructor(contexts: readonly Pick<ContextManifest, 'scopes' | 'selfScopes'>[]) {
    const all = [...contexts.flatMap(({ scopes = [] }) => scopes), ...SCOPES_OF_EVERY_CONTEXT];
    const ofOneSubject = contexts.flatMap(({ selfScopes = [] }) => selfScopes);
    const known = [...all, ...ofOneSubject];
    const unknown = [
      ...Object.values(GRANTED)
        .flat()
        .filter((granted) => !all.some((scope) => covers(granted, scope))),
      ...Object.values(OWN_SCOPES).filter((scope) => !known.includes(scope)),
    ];
    if (unknown.length > 0)
      throw new Error(`no context has the scopes ${[...new Set(unknown)].join(', ')}, which access grants`);
    this.ofRoles = new Map(
      ROLES.map((role) => [
        role,
        all.filter((scope) => GRANTED[role].some((granted) => covers(granted, scope))),
      ]),
    );
  }

  /** The scopes of several roles, each once, in the order of the contexts. */
  of(...roles: readonly Role[]): string[] {
    const granted = new Set(roles.flatMap((role) => this.ofRoles.get(role) ?? []));
    return (this.ofRoles.get('admin') ?? []).filter((scope) => granted.has(scope));
  }
}

function covers(granted: string, scope: string): boolean {
  if (granted === '*') return true;
  return granted === '*:read' ? scope.endsWith(':read') : granted === scope;
}
