import vue from "eslint-plugin-vue";
import accessibility from "eslint-plugin-vuejs-accessibility";
import typescript from "typescript-eslint";

export default typescript.config(
  { ignores: ["dist/", "src/graphql/generated/"] },
  ...typescript.configs.recommended,
  ...vue.configs["flat/recommended"],
  ...accessibility.configs["flat/recommended"],
  { files: ["**/*.vue"], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    rules: {
      "no-undef": "off",
      "vue/no-v-html": "error",
      "vue/no-v-text-v-html-on-component": "error",
      "vue/multi-word-component-names": "off",
      "vue/no-reserved-component-names": ["error", { htmlElementCaseSensitive: true }],
      "vue/require-default-prop": "off",
      "vue/block-order": ["error", { order: ["script", "template"] }],
      "vue/no-restricted-block": ["error", "style"],
      "vue/no-static-inline-styles": "error",
      "vue/define-macros-order": ["error", { order: ["defineOptions", "defineProps", "defineEmits", "defineModel"] }],
      // A table that becomes cards on a narrow screen loses its roles with its display, unless they are written out.
      "vuejs-accessibility/no-redundant-roles": "off",
      // Layout of templates belongs to the formatter.
      "vue/html-self-closing": "off",
      "vue/html-indent": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/first-attribute-linebreak": "off",
      "vue/attributes-order": "off",
      // A label names its control by `for`; nesting as well is not asked for.
      "vuejs-accessibility/label-has-for": ["error", { required: { some: ["nesting", "id"] } }],
    },
  },
);
