import { soundSeason } from './season/season';
import { newAudit } from '../src/sections';

describe('the audit of a sound season', () => {
  it('finds nothing', () => {
    const audit = newAudit();
    for (const commit of soundSeason()) audit.observe(commit);
    audit.finish();
    expect(audit.findings.kept).toEqual([]);
  });
});
