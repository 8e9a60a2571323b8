import { rateClassOf } from './limits';

const secretPaths = new Set(['/api/access/token', '/api/access/codes/change', '/api/access/staff/activate']);

describe('the limit that holds for a request', () => {
  it.each([
    ['/api/access/token', undefined, 'secret'],
    ['/api/access/token?x=1', 'Bearer x', 'secret'],
    ['/api/access/%74oken', undefined, 'secret'],
    ['/api/access/token/', undefined, 'secret'],
    ['/api/access/codes/change', 'Bearer x', 'secret'],
    ['/api/access/staff/activate', undefined, 'secret'],
    ['/api/access/producer-codes', 'Bearer x', 'signed_in'],
    ['/api/collection/tickets', 'Bearer x', 'signed_in'],
    ['/api/collection/tickets', undefined, 'anonymous'],
    ['/', undefined, 'anonymous'],
    ['/%', undefined, 'anonymous'],
  ])('of %s with the token %s is %s', (url, authorization, limit) => {
    expect(rateClassOf(url, authorization, secretPaths)).toBe(limit);
  });
});
