/**
 * What core/ may use (docs/reference/product.md#layers-of-the-core): no host, no network library, no Node built-in but crypto, no clock or timer of its
 * own; and dependencies point one way, those of types too.
 */
import tseslint from 'typescript-eslint';

/** Top to bottom: a folder may use its own layer and those below. */
const LAYERS = [
  ['replay', 'routing', 'apply', 'compare', 'desk', 'health', 'report', 'summary'],
  ['matrix', 'crm', 'team', 'event', 'ringostat'],
  ['plan', 'attribution', 'phone', 'http', 'text'],
  ['model'],
];
/** A provider knows the port, and these. */
const FOR_PROVIDERS = ['http', 'phone', 'attribution', 'plan', 'text', 'model'];
const PACKAGES = [
  'crypto',
  'node:crypto',
  'ipaddr.js',
  'luxon',
  'libphonenumber-js',
  'libphonenumber-js/max',
  'libphonenumber-js/core',
  'libphonenumber-js/metadata.max.json',
  're2js',
];
const GLOBALS = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
  ...['process', 'console', 'global', 'globalThis', 'fetch', '__dirname', '__filename', 'require'],
];

const escaped = PACKAGES.join('|').replaceAll('.', '\\.');
const onlyPackages = {
  regex: `^(?!\\.|(${escaped})$)`,
  message: `core/ may import ${PACKAGES.join(', ')} and its own files.`,
};
const noHost = {
  regex: '^(\\.\\./)+(nodes|node-red|credentials|sandbox|test)/',
  message: 'core/ knows no host.',
};

const rule = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [onlyPackages, noHost, ...patterns].map((pattern) => ({
        ...pattern,
        allowTypeImports: false,
      })),
    },
  ],
});
const folders = (names) => `^(\\.\\./)+(${names.join('|')})(/|$)`;
const downward = (names, message) => ({ regex: folders(names), allowTypeImports: false, message });

/** Rules per folder: everything of a higher layer is out of reach. */
const perFolder = LAYERS.flatMap((layer, depth) => {
  const above = LAYERS.slice(0, depth).flat();
  const message = `core/{${layer.join(',')}} may not use core/{${above.join(',')}} (docs/reference/product.md#layers-of-the-core).`;
  return {
    files: layer.map((name) => `core/${name}/**/*.ts`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [onlyPackages, noHost, ...(above.length > 0 ? [downward(above, message)] : [])] },
      ],
    },
  };
});

const others = LAYERS.flat().filter((name) => !FOR_PROVIDERS.includes(name) && name !== 'crm');
const providers = {
  files: ['core/crm/*/**/*.ts'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          onlyPackages,
          noHost,
          downward(others, `A provider knows the port, ${FOR_PROVIDERS.join(', ')}.`),
          {
            regex: '^\\.\\./(hubspot|salesforce|zoho|nethunt|pipedrive)(/|$)',
            message: 'Providers do not know each other.',
          },
        ],
      },
    ],
  },
};

export const coreBoundaries = tseslint.config(
  {
    files: ['core/**/*.ts'],
    rules: {
      ...rule(),
      'no-restricted-globals': ['error', ...GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Take the time from the Clock.' },
        { object: 'Math', property: 'random', message: 'Take the random number from outside.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take the time from the Clock.',
        },
      ],
    },
  },
  ...perFolder,
  providers,
);
