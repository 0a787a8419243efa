// Type-aware strictness for all TypeScript; prettier alone decides the layout.
import tseslint from 'typescript-eslint';

const noEnum = {selector: 'TSEnumDeclaration', message: 'use a union of string literals'};
const noDefault = {selector: 'ExportDefaultDeclaration', message: 'named exports only'};

export default tseslint.config(
	{ignores: ['dist/', 'node_modules/', 'coverage/', 'test/fixtures/', 'eslint.config.js']},
	...tseslint.configs.strictTypeChecked,
	{
		languageOptions: {
			parserOptions: {projectService: true, tsconfigRootDir: import.meta.dirname},
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': ['error', {allowNumber: true}],
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			'@typescript-eslint/consistent-type-imports': 'error',
			'no-restricted-syntax': ['error', noEnum, noDefault],
		},
	},
	// A tool's configuration is its file's default export.
	{files: ['*.config.ts'], rules: {'no-restricted-syntax': ['error', noEnum]}},
);
