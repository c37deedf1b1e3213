import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Who may import whom: arrows point down only (docs/decisions/0002-layers.md). A folder may import the libs named here and nothing
 * else of ours; `apps` only where a composition root needs it. Everything not listed is an error in the editor.
 */
const mayImport = {
  'libs/domain': [],
  'libs/contracts': ['domain'],
  'libs/config': [],
  'libs/wording': [],
  'libs/calendars': ['domain', 'config'],
  'libs/definitions': ['domain', 'config', 'wording'],
  'libs/persistence': ['domain', 'contracts', 'config', 'wording'],
  'libs/documents': ['domain', 'config', 'persistence'],
  'libs/spreadsheets': ['domain', 'config', 'wording'],
  'libs/attestations': ['config', 'wording'],
  'libs/identity': ['domain', 'config', 'persistence'],
  'libs/mail': [
    'domain',
    'contracts',
    'config',
    'wording',
    'calendars',
    'definitions',
    'persistence',
    'identity',
  ],
  'libs/temporal': ['domain', 'contracts', 'config'],
  'libs/cases': [
    'domain',
    'contracts',
    'config',
    'wording',
    'calendars',
    'definitions',
    'persistence',
    'documents',
    'spreadsheets',
    'attestations',
    'identity',
    'mail',
    'temporal',
  ],
  'libs/installation': [
    'domain',
    'contracts',
    'config',
    'wording',
    'definitions',
    'persistence',
    'documents',
    'identity',
    'mail',
    'temporal',
    'cases',
  ],
  workflows: ['domain', 'contracts'],
  'apps/api': [
    'domain',
    'contracts',
    'config',
    'wording',
    'definitions',
    'calendars',
    'persistence',
    'documents',
    'spreadsheets',
    'identity',
    'mail',
    'temporal',
    'cases',
    'installation',
  ],
  'apps/console': [
    'domain',
    'contracts',
    'config',
    'wording',
    'definitions',
    'calendars',
    'persistence',
    'documents',
    'spreadsheets',
    'identity',
    'mail',
    'temporal',
    'cases',
    'installation',
  ],
  'apps/worker': [
    'domain',
    'contracts',
    'config',
    'wording',
    'definitions',
    'persistence',
    'identity',
    'mail',
    'temporal',
    'cases',
    'installation',
  ],
};

/** Frameworks that the pure folders must never see: they would drag a clock, ICU or Node into a replay. */
const pure = {
  regex: '^(?!\\.{1,2}/|#libs/(domain|contracts)$).+',
  message: 'The pure core imports nothing: no framework, no Node module, no clock.',
};

const every = [
  'domain',
  'contracts',
  'config',
  'wording',
  'calendars',
  'definitions',
  'persistence',
  'documents',
  'spreadsheets',
  'attestations',
  'identity',
  'mail',
  'temporal',
  'cases',
  'installation',
  'testing',
];

function layer(folder, allowed) {
  const forbidden = every.filter((lib) => !allowed.includes(lib));
  return {
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    ignores: ['**/*.spec.ts', '**/*.spec.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^#libs/(${forbidden.join('|')})(/|$)`,
              message: `${folder} may import only: ${allowed.join(', ') || 'nothing'}.`,
            },
            {
              regex: '^(\\.\\./)+(libs|apps|workflows)/',
              message: 'Enter another folder through its door: #libs/<name>.',
            },
            ...(folder === 'libs/domain' ? [pure] : []),
            ...(folder === 'workflows'
              ? [
                  {
                    regex: '^(@nestjs|class-|nodemailer|drizzle|pg$|node:)',
                    message: 'Workflow code runs in a sandbox without Node.',
                  },
                ]
              : []),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      '.parcours*/**',
      'coverage/**',
      'bench/results/**',
      '**/generated/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'off',
      // The design's words read better as `${due}` and `a || b` on strings than as the strict preset's longhand.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      // Nest declares its option bags as classes and documents passing object literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
  {
    // Nest's dependency injection reads the classes at run time; jest's expect returns untyped matchers.
    files: ['**/*.spec.ts', '**/*.spec.tsx', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['libs/domain/**/*.ts', 'workflows/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', 'Intl', 'process', 'setTimeout', 'crypto', 'performance'],
      'no-restricted-syntax': [
        'error',
        { selector: 'MemberExpression[property.name=/^toLocale/]', message: 'No ICU in the core (I10).' },
        {
          selector: "MemberExpression[object.name='Math'][property.name='random']",
          message: 'No randomness in the core (I10).',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument (I10).',
        },
      ],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument (I10).' },
      ],
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    // The core has no `process` at all; naming it here as well would replace its own list above.
    ignores: ['libs/config/**', 'libs/domain/**', '**/*.spec.ts', 'test/**', 'bench/**', 'libs/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  ...Object.entries(mayImport).map(([folder, allowed]) => layer(folder, allowed)),
);
