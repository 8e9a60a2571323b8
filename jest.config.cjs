const { readdirSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const preset = require('./jest.preset.cjs');

const packages = ['libs', 'services', 'tools'].flatMap((group) =>
  readdirSync(join(__dirname, group))
    .filter((name) => existsSync(join(__dirname, group, name, 'jest.config.cjs')))
    .map((name) => preset(join(__dirname, group, name), `${group}/${name}`)),
);

module.exports = { projects: packages };
