/** What tokens may carry. Each handler of each service asks for one of these. */
export const SCOPES = [
  'access:write',
  'affiliation:write',
  'affiliation:read',
  'affiliation:erase',
  'collection:weigh',
  'collection:write',
  'collection:read',
  'sales:write',
  'sales:read',
  'payments:write',
  'payments:approve',
  'payments:read',
  'portal:self',
  'portal:change-code',
  'partner:self',
  'operations',
  'attention',
] as const;
export type Scope = (typeof SCOPES)[number];

export const ROLES = [
  'admin',
  'affiliation_clerk',
  'collection_clerk',
  'sales_clerk',
  'payments_clerk',
  'payments_approver',
  'auditor',
] as const;
export type Role = (typeof ROLES)[number];

/** Scopes that belong to one person or machine and to no role: the self-service of producers and partners. */
const OF_ONE_SUBJECT: readonly Scope[] = ['portal:self', 'portal:change-code', 'partner:self'];

/** The one table of who may do what. Two hands for payments: whoever prepares does not approve. */
export const SCOPES_OF_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  admin: SCOPES.filter((scope) => !OF_ONE_SUBJECT.includes(scope)),
  affiliation_clerk: ['affiliation:write', 'affiliation:read', 'attention'],
  collection_clerk: [
    'collection:weigh',
    'collection:write',
    'collection:read',
    'affiliation:read',
    'attention',
  ],
  sales_clerk: ['sales:write', 'sales:read', 'collection:read', 'attention'],
  payments_clerk: [
    'payments:write',
    'payments:read',
    'collection:read',
    'sales:read',
    'affiliation:read',
    'attention',
  ],
  payments_approver: ['payments:approve', 'payments:read', 'affiliation:read'],
  auditor: [...SCOPES.filter((scope) => scope.endsWith(':read')), 'operations'],
};

/** The scopes of several roles, each once, in the order of the table. */
export function scopesOf(roles: readonly Role[]): readonly Scope[] {
  return SCOPES.filter((scope) => roles.some((role) => SCOPES_OF_ROLE[role].includes(scope)));
}
