import { checkoutRoot } from '@oce/contexts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '../services';
import { generatedFiles, withParts } from './generated';

const read = (path: string) => readFileSync(join(checkoutRoot(), path), 'utf8');

describe('what is deployed', () => {
  it.each([...generatedFiles(checkoutRoot())])(
    'has %s as the manifests of the contexts make it (npm run generate)',
    (file, content) => {
      expect(read(file)).toBe(content);
    },
  );

  it('names every context, its user of the log and all that it is told', () => {
    const compose = read('docker-compose.yml');
    const environment = read('deploy/example.env');
    for (const { name, settings = {}, secrets = [] } of contexts()) {
      expect(compose).toContain(`command: ['services/${name}']`);
      expect(compose).toContain(`http://${name}:8080`);
      for (const variable of [...Object.keys(settings), ...secrets]) {
        expect(compose).toContain(`      ${variable}: \${${variable}:?`);
        expect(environment).toMatch(new RegExp(`^${variable}=$`, 'm'));
      }
    }
  });
});

describe('a generated part', () => {
  const text = 'a: 1\n  # generated: list\n  old: $x\n  # end of list\nb: 2\n';

  it('is replaced between its marks, and nothing else is touched', () => {
    const expected = 'a: 1\n  # generated: list\n  new: $1\n  # end of list\nb: 2\n';
    expect(withParts(text, { list: ['  new: $1'] })).toBe(expected);
    expect(withParts(expected, { list: ['  new: $1'] })).toBe(expected);
  });

  it('is missed where a file has lost its marks', () => {
    expect(() => withParts('a: 1\n', { list: [] })).toThrow('no part "# generated: list"');
  });
});
