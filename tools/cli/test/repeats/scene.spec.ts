import type { Operation } from '../bad-input/api';
import { castingFaults, otherBodyOf, type Kind, type Scene } from './scene';

const operation = (method: string, path: string, key?: 'optional' | 'required'): Operation => ({
  method,
  path,
  parameters: key
    ? [{ name: 'Idempotency-Key', in: 'header', required: key === 'required', schema: {} }]
    : [],
  scopes: [],
  contentType: undefined,
  body: undefined,
});
const scene = (kind: Kind): Scene => ({ kind, place: () => Promise.resolve({ path: '/' }) });
const apiOf = (...operations: Operation[]) => ({ operations, schemas: {} });

describe('the scenes of an API', () => {
  it('are right where each command has one of its kind, and readings have none', () => {
    const api = apiOf(
      operation('GET', '/a'),
      operation('POST', '/a', 'optional'),
      operation('PUT', '/b', 'required'),
      operation('POST', '/c'),
    );
    const scenes = { 'POST /a': scene('creation'), 'PUT /b': scene('key'), 'POST /c': scene('lines') };
    expect(castingFaults(api, scenes)).toEqual([]);
  });

  it('lack a command that has none', () => {
    expect(castingFaults(apiOf(operation('PATCH', '/new', 'optional')), {})).toEqual([
      'PATCH /new: has no scene; add one, so that it is known what a repeat of it does',
    ]);
  });

  it('have one too many where the command is gone', () => {
    expect(castingFaults(apiOf(), { 'POST /old': scene('act') })).toEqual([
      'POST /old: has a scene, but the API has no such command',
    ]);
  });

  it.each<[Kind, 'optional' | 'required' | undefined, string]>([
    ['key', 'optional', 'as key its Idempotency-Key should be required, it is optional'],
    ['setting', 'required', 'as setting its Idempotency-Key should be optional, it is required'],
    ['act', undefined, 'as act its Idempotency-Key should be optional, it is none'],
    ['lines', 'optional', 'as lines its Idempotency-Key should be none, it is optional'],
  ])('are of another kind than the description says: %s, %s', (kind, key, fault) => {
    const api = apiOf(operation('POST', '/a', key));
    expect(castingFaults(api, { 'POST /a': scene(kind) })).toEqual([`POST /a: ${fault}`]);
  });
});

describe('other content', () => {
  it('differs in the fields that are told, and is whole where it is a text', () => {
    const body = { id: 'A', name: 'one' };
    expect(otherBodyOf({ path: '/', body, other: { name: 'two' } })).toEqual({ id: 'A', name: 'two' });
    expect(otherBodyOf({ path: '/', body: '<a/>', other: '<b/>' })).toBe('<b/>');
    expect(otherBodyOf({ path: '/', body })).toBeUndefined();
  });
});
