import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types every document of the web from the public schema, as strings that the typed fetch sends. */
const config: CodegenConfig = {
  schema: "../api/schema.graphql",
  documents: ["src/**/*.graphql"],
  ignoreNoDocuments: true,
  generates: {
    "./src/graphql/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: "string",
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: "string", ID: "string" },
        immutableTypes: true,
      },
    },
  },
};

export default config;
