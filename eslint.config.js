import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** Rules that find what the compiler does not; how code is laid out is prettier's. */
export default defineConfig(
  globalIgnores(['**/dist/', '**/build/', '**/node_modules/', 'results/', 'coverage/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment; take the parsed value.' },
      ],
      'no-restricted-syntax': ['error', ...environmentByAnotherName()],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    // One program over all packages: a program for each would read the same declarations ten times.
    languageOptions: { parserOptions: { project: './tsconfig.test.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      // Leaves files with decorators alone, where Nest needs the class itself and the compiler says which import may be a type.
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: calls('describe', 'it', 'test') }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-misused-spread': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      // Inside try, a promise that is returned without await is rejected after the catch is gone.
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      // Both are the compiler's, which knows more.
      '@typescript-eslint/no-unused-vars': 'off',
      'no-undef': 'off',
      // A Nest module is a class with nothing in it but its decorator.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // Programs of k6, which knows neither Node nor a browser; its console is how a script says something.
    files: ['loadtest/k6/**/*.ts'],
    languageOptions: { parserOptions: { project: './loadtest/k6/tsconfig.json' } },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/config.ts', '**/*.config.js', '**/*.spec.ts', 'test/**'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/]',
          message: 'A test runs or is deleted.',
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { globals: { AbortController: 'readonly', process: 'readonly' } },
  },
  {
    // Programs on their own in a pod of `helm test`: the environment is their configuration, the console their report.
    files: ['charts/fleetlab/files/*.mjs'],
    languageOptions: {
      globals: { AbortSignal: 'readonly', console: 'readonly', crypto: 'readonly', fetch: 'readonly' },
    },
    rules: { 'no-console': 'off', 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  prettier,
);

function environmentByAnotherName() {
  return [
    {
      selector: "ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name='env']",
      message: 'Only config.ts reads the environment; take the parsed value.',
    },
  ];
}

function calls(...names) {
  return names.map((name) => ({ from: 'package', package: '@jest/globals', name }));
}
