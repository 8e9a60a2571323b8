import { workspaceRoot } from '@oce/testing';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENTS_REFERENCE, eventsReference } from './events-reference';

describe('the reference of events', () => {
  it('is committed as it is generated: npm run generate', () => {
    expect(readFileSync(join(workspaceRoot(), EVENTS_REFERENCE), 'utf8')).toBe(
      eventsReference(workspaceRoot()),
    );
  });

  describe('of a small contract', () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'oce-tidy-'));
      for (const one of ['src', 'golden'])
        mkdirSync(join(folder, 'libs/contracts', one), { recursive: true });
      const source = [
        "export type Kind = 'a' | 'b';",
        'export interface Part {',
        '  readonly kind: Kind;',
        '}',
        'interface Unused { readonly x: string }',
        "export const parcel = defineEvents({ stream: OCE, context: 'post', aggregate: 'parcel' }, {",
        '  /** What was sent. */',
        '  ParcelSent: event<{',
        '    parcelId: string;',
        '    /** Its parts. */',
        '    parts?: readonly Part[];',
        '  }>().version(2, {}),',
        '});',
        'export type ParcelSent = EventOf<typeof parcel.ParcelSent>;',
      ].join('\n');
      writeFileSync(join(folder, 'libs/contracts/src/post.events.ts'), source);
    });
    afterEach(() => rmSync(folder, { recursive: true }));
    const golden = (version: number) =>
      writeFileSync(
        join(folder, `libs/contracts/golden/ParcelSent.v${version}.json`),
        `{"type":"ParcelSent","v":${version}}`,
      );

    it('has the words, the fields, the shapes and the example of each', () => {
      golden(1);
      golden(2);
      const text = eventsReference(folder);
      expect(text).toContain('| post | [ParcelSent](#parcelsent) |');
      expect(text).toContain('### ParcelSent\n\nWhat was sent.\n\nVersion 2.\n\nAlso read: [ParcelSent.v1]');
      expect(text).toContain('| parts (may be absent) | `Part[]` | Its parts. |');
      expect(text).toContain('```json\n{"type":"ParcelSent","v":2}\n```');
      expect(text).toContain("### Kind\n\n`'a' | 'b'`");
      expect(text).toContain('| kind | `Kind` |  |');
      expect(text).not.toContain('Unused');
    });

    it('is refused where an event has no golden event of its version', () => {
      golden(1);
      expect(() => eventsReference(folder)).toThrow('ParcelSent has no golden event of version 2');
    });
  });
});
