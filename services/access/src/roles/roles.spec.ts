import { findContexts } from '@oce/contexts';
import { ROLES, RoleScopes } from './roles';

const contexts = findContexts();
const scopes = new RoleScopes(contexts);

describe('roles', () => {
  it.each(ROLES)('%s has scopes that the contexts have, each once', (role) => {
    const granted = scopes.of(role);
    expect(granted.length).toBeGreaterThan(0);
    expect(new Set(granted).size).toBe(granted.length);
  });

  it.each(ROLES)('%s never has what belongs to one producer or partner', (role) => {
    const ofOneSubject = contexts.flatMap(({ selfScopes = [] }) => selfScopes);
    expect(ofOneSubject).toEqual(
      expect.arrayContaining(['portal:self', 'portal:change-code', 'partner:self']),
    );
    for (const scope of ofOneSubject) expect(scopes.of(role)).not.toContain(scope);
  });

  it('keep preparing and approving payments in two hands', () => {
    for (const role of ROLES.filter((one) => one !== 'admin')) {
      const granted = scopes.of(role);
      expect(granted.includes('payments:write') && granted.includes('payments:approve')).toBe(false);
    }
  });

  it('keep handing out cash apart from preparing and approving it', () => {
    expect(scopes.of('cash_clerk')).toEqual(['payments:cash', 'payments:read']);
    for (const role of ['payments_clerk', 'payments_approver'] as const)
      expect(scopes.of(role)).not.toContain('payments:cash');
  });

  it('let an auditor read everything and change nothing', () => {
    const reading = contexts
      .flatMap((context) => context.scopes ?? [])
      .filter((scope) => scope.endsWith(':read'));
    expect(scopes.of('auditor')).toEqual([...reading, 'operations']);
    expect(reading).toEqual(
      expect.arrayContaining(['affiliation:read', 'collection:read', 'payments:read', 'sales:read']),
    );
  });

  it('add up without doubles', () => {
    expect(scopes.of('sales_clerk', 'payments_approver', 'sales_clerk')).toEqual([
      'affiliation:read',
      'collection:read',
      'payments:approve',
      'payments:read',
      'sales:write',
      'sales:read',
      'traceability:read',
      'attention',
    ]);
    expect(scopes.of()).toEqual([]);
  });

  it('give the administrator every scope of a context that is new', () => {
    const supervision = { scopes: ['field:write', 'field:read'], selfScopes: ['field:self'] };
    const withField = new RoleScopes([...contexts, supervision]);
    expect(withField.of('admin')).toEqual(expect.arrayContaining(['field:write', 'field:read']));
    expect(withField.of('admin')).not.toContain('field:self');
    expect(withField.of('auditor')).toContain('field:read');
  });

  it('do not begin with a scope that no context has', () => {
    const withoutSales = contexts.filter(({ name }) => name !== 'sales');
    expect(() => new RoleScopes(withoutSales)).toThrow('no context has the scopes sales:read, sales:write');
    const withoutPortal = contexts.filter(({ name }) => name !== 'portal');
    expect(() => new RoleScopes(withoutPortal)).toThrow('portal:self, portal:change-code');
  });
});
