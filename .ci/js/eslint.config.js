// The rules for the JavaScript of the pages: what is recommended, and what keeps a page's behaviours apart from each other.
import js from "@eslint/js";
import globals from "globals";

export default [
    js.configs.recommended,
    {
        languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
        linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
        rules: {
            "arrow-body-style": "error",
            curly: ["error", "multi-line"],
            "default-case-last": "error",
            eqeqeq: "error",
            "max-depth": ["error", 4],
            "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
            "no-alert": "error", // a dialog of the browser stops everything, and cannot be styled or read
            "no-console": "error",
            "no-else-return": "error",
            "no-eval": "error",
            "no-implicit-globals": "error",
            "no-implied-eval": "error",
            "no-new-func": "error",
            "no-param-reassign": "error",
            "no-restricted-globals": ["error", "event", "name", "length", "status", "top", "parent", "self"],
            "no-shadow": "error",
            "no-unused-expressions": "error",
            "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
            "no-var": "error",
            "object-shorthand": "error",
            "prefer-arrow-callback": "error",
            "prefer-const": "error",
            "prefer-template": "error",
            strict: ["error", "never"],
        },
    },
];
