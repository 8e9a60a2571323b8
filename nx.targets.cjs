const { existsSync } = require('node:fs');
const { dirname, join } = require('node:path');

/**
 * Gives every package its targets by what its folder holds, so that none is written down: `nx build claims`, `nx affected
 * -t test`. What is built, tested and linted is the same as `./oce test` does for all at once.
 */
function targetsOf(root) {
  const has = (name) => existsSync(join(__dirname, root, name));
  const targets = {
    build: { command: `node node_modules/tsc7/bin/tsc -b ${root}` },
    lint: { command: `eslint ${root} --max-warnings 0` },
  };
  if (has('jest.config.cjs')) targets.test = { command: `jest --passWithNoTests --selectProjects ${root}` };
  return targets;
}

module.exports = {
  name: 'oce-targets',
  createNodesV2: [
    '{libs,services,tools}/*/tsconfig.json',
    (files) =>
      files.map((file) => {
        const root = dirname(file);
        return [file, { projects: { [root]: { root, targets: targetsOf(root) } } }];
      }),
  ],
};
