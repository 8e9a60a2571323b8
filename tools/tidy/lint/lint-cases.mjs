// Lints texts as if they stood at the paths given: a JSON array of {as, code} on stdin, their findings on stdout. A
// process of its own, since jest's CommonJS cannot load eslint.config.mjs.
import { ESLint } from 'eslint';
import { text } from 'node:stream/consumers';

const root = new URL('../../..', import.meta.url).pathname;
const eslint = new ESLint({ cwd: root });
const findings = [];
for (const { as, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: `${root}${as}`, warnIgnored: true });
  findings.push(result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })));
}
process.stdout.write(JSON.stringify(findings));
