import { workspaceRoot } from '@oce/testing';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { auditFiles, CATALOGUE, EVENT_TYPES } from './audit-catalogue';

jest.setTimeout(120_000);

describe('what the audit knows of the log', () => {
  it('is committed as it is generated: npm run generate', () => {
    for (const [path, text] of auditFiles(workspaceRoot()))
      expect(readFileSync(join(workspaceRoot(), path), 'utf8')).toBe(text);
  });

  describe('of a small checkout', () => {
    let root: string;
    const put = (path: string, text: string) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'oce-catalogue-'));
      for (const library of ['policies', 'service-kit'])
        cpSync(join(workspaceRoot(), 'libs', library, 'src'), join(root, 'libs', library, 'src'), {
          recursive: true,
        });
      symlinkSync(join(workspaceRoot(), 'node_modules'), join(root, 'node_modules'));
      put(
        'libs/contracts/src/post.events.ts',
        `import { defineEvents, event } from '@oce/event-sourcing';
        export const parcel = defineEvents({ stream: 'POST', context: 'post', aggregate: 'parcel', id: 'parcelId' }, {
          ParcelSent: event<{ parcelId: string; parts?: readonly Part[]; at: string | null }>().version(2, {}),
        });
        interface Part { kind: 'a' | 'b'; isFragile: boolean }`,
      );
      put(
        'services/post/src/parcel/domain/parcel.events.ts',
        `import { defineEvents, event } from '@oce/event-sourcing';
        import { parcel } from '../../../../../libs/contracts/src/post.events';
        const kind = 'parcel' as const;
        export const parcelEvents = defineEvents({ stream: 'POST', context: 'post', aggregate: kind }, {
          ...parcel,
          ParcelLost: event<{ by: Record<string, number> } & { claim: \`x:\${string}\` }>(),
        });`,
      );
      put(
        'services/post/src/claim/claim.ts',
        `import { defineClaims } from '@oce/claims';
        export const claims = defineClaims<{ holder: string; value: number }>('POST', 'post', () => { throw new Error(); });`,
      );
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it('names context, aggregate, stream, id and versions, those of others taken over, and what every context has', () => {
      const { contexts, everyContext } = JSON.parse(auditFiles(root).get(CATALOGUE) ?? '');
      expect(contexts).toEqual({
        post: {
          claim: { stream: 'POST', events: { ClaimReleased: 1, ClaimTaken: 1 } },
          parcel: {
            stream: 'POST',
            id: { ParcelSent: 'parcelId' },
            events: { ParcelLost: 1, ParcelSent: 2 },
          },
        },
      });
      expect(Object.keys(everyContext)).toEqual(['attention', 'idempotency-key', 'skip']);
    });

    it('has the data of every event written out, without a name from outside', () => {
      const types = auditFiles(root).get(EVENT_TYPES);
      expect(types).toContain(
        "readonly ParcelSent: { readonly parcelId: string; readonly parts?: readonly { readonly kind: 'a' | 'b'; readonly isFragile: boolean; }[]; readonly at: string | null; };",
      );
      expect(types).toContain(
        'readonly ParcelLost: { readonly by: { readonly [name: string]: number; }; readonly claim: string; };',
      );
      expect(types).toContain('readonly ClaimTaken: { readonly holder: string; readonly value: number; };');
      expect(types).not.toContain('import');
    });

    it('is refused where an aggregate has two events of one name', () => {
      put(
        'services/post/src/other.events.ts',
        `import { defineEvents, event } from '@oce/event-sourcing';
        export const more = defineEvents({ stream: 'POST', context: 'post', aggregate: 'parcel' }, { ParcelLost: event<{}>() });`,
      );
      expect(() => auditFiles(root)).toThrow('post.parcel defines ParcelLost twice');
    });
  });
});
