import { ROLES, SCOPES, SCOPES_OF_ROLE, scopesOf } from './roles';

describe('roles', () => {
  it.each(ROLES)('%s has scopes of the table, each once', (role) => {
    const scopes = SCOPES_OF_ROLE[role];
    expect(scopes.length).toBeGreaterThan(0);
    expect(new Set(scopes).size).toBe(scopes.length);
    expect(scopes.filter((scope) => !SCOPES.includes(scope))).toEqual([]);
  });

  it.each(ROLES)('%s never has what belongs to one producer or partner', (role) => {
    for (const scope of ['portal:self', 'portal:change-code', 'partner:self'] as const)
      expect(SCOPES_OF_ROLE[role]).not.toContain(scope);
  });

  it('keep preparing and approving payments in two hands', () => {
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const scopes = SCOPES_OF_ROLE[role];
      expect(scopes.includes('payments:write') && scopes.includes('payments:approve')).toBe(false);
    }
  });

  it('let an auditor change nothing', () => {
    expect(SCOPES_OF_ROLE.auditor).toEqual([
      'affiliation:read',
      'collection:read',
      'sales:read',
      'payments:read',
      'operations',
    ]);
  });

  it('add up without doubles', () => {
    expect(scopesOf(['sales_clerk', 'auditor', 'sales_clerk'])).toEqual([
      'affiliation:read',
      'collection:read',
      'sales:write',
      'sales:read',
      'payments:read',
      'operations',
      'attention',
    ]);
    expect(scopesOf([])).toEqual([]);
  });
});
