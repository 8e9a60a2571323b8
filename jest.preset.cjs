// CommonJS in jest on Node 20, 22 and 24: packages that ship only ESM are transformed by SWC.
const common = { target: 'es2022', keepClassNames: true };
const esmOnly = [
  '@nestjs',
  'cookie',
  'content-disposition',
  'jose',
  'uuid',
  'typebox',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  '@nats-io',
  'any-ascii',
  'mingo',
];

/** The jest configuration of one package; `folder` is the package's own directory. */
module.exports = (folder, name) => ({
  displayName: name,
  rootDir: folder,
  testEnvironment: 'node',
  setupFilesAfterEnv: [require.resolve('./jest.setup.cjs')],
  testMatch: [
    '<rootDir>/{src,test,testing}/**/*.spec.ts',
    // What takes a quarter of an hour runs in `./oce test --long` alone.
    ...(process.env.OCE_TEST_LONG === '1' ? ['<rootDir>/test/**/*.long.ts'] : []),
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          ...common,
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
    '^.+\\.m?js$': [
      '@swc/jest',
      { jsc: { ...common, parser: { syntax: 'ecmascript' } }, module: { type: 'commonjs' } },
    ],
  },
  // What is loaded when it is needed is named as it is once it is built.
  moduleNameMapper: { '^(\\.{1,2}/.+\\.(?:module|config)|\\.\\./src/index)\\.js$': '$1' },
  transformIgnorePatterns: ['/node_modules/(?!(' + esmOnly.join('|') + ')/)'],
  testEnvironmentOptions: { customExportConditions: ['@oce/source', 'node', 'node-addons'] },
});
