/**
 * Four parts: n8n's own rules for what the n8n package ships, composed as @n8n/node-cli 0.48.3 composes them and with no
 * rule of theirs switched off here; the boundaries of core/ (docs/reference/product.md#layers-of-the-core); texts of Node-RED's dialogs; plain TypeScript rules for everything else.
 */
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';
import { coreBoundaries } from './lint/core-boundaries.mjs';
import { editorTexts } from './lint/editor-texts.mjs';
import { hostBoundaries } from './lint/host-boundaries.mjs';

/** What n8n lints as the pack. */
const PACK = ['nodes/**/*.ts', 'credentials/**/*.ts'];
/** What is linted with types; the editor's part of Node-RED has a project of its own. */
const TYPED = ['{core,nodes,node-red,credentials,sandbox,test}/**/*.{ts,tsx}'];
const forCommunity = n8nCommunityNodesPlugin.configs.recommended;

/** `off` lines below are n8n's own: @n8n/node-cli and its scanner carry the same. */
const n8nRules = tseslint.config(
  {
    files: PACK,
    extends: [
      js.configs.recommended,
      tseslint.configs.recommended,
      forCommunity,
      importX.configs['flat/recommended'],
    ],
    rules: { 'prefer-spread': 'off', 'no-console': 'error' },
  },
  {
    plugins: { 'n8n-nodes-base': n8nNodesBase },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
  },
  {
    files: ['package.json'],
    extends: [forCommunity],
    rules: { ...n8nNodesBase.configs.community.rules },
    languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
  },
  {
    files: ['credentials/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.credentials.rules,
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
      'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
    },
  },
  {
    files: ['nodes/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.nodes.rules,
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
      'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
    },
  },
);

export default tseslint.config(
  globalIgnores(['**/dist', '**/node_modules', '.cache', 'engines', 'node-red/examples']),
  ...n8nRules,
  {
    files: ['**/*.{ts,tsx}'],
    ignores: PACK,
    extends: [js.configs.recommended, tseslint.configs.recommended],
  },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // Rules that need types: a promise nobody waits for loses its fault, a switch that lacks a case does nothing.
    files: TYPED,
    ignores: ['**/editor*.ts', 'node-red/editor/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  ...coreBoundaries,
  ...hostBoundaries,
  ...editorTexts,
);
