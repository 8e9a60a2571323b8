import { PERSONAL_FIELDS } from './season/personal-fields';
import { soundSeason } from './season/season';
import { newAudit } from '../src/audit';

describe('the audit of a sound season', () => {
  it('finds nothing', () => {
    const audit = newAudit(PERSONAL_FIELDS);
    for (const commit of soundSeason()) audit.observe(commit, 'OCE');
    audit.finish();
    expect(audit.findings.kept).toEqual([]);
  });
});
