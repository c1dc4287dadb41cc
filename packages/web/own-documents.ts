import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Plugin, transformWithOxc } from "vite";

const generated = fileURLToPath(new URL("./src/graphql/generated/graphql.ts", import.meta.url));

/**
 * Writes `documents.json` beside the pages: the SHA-256 of every document that they send, by which the server knows what
 * is theirs.
 */
export function ownDocuments(): Plugin {
  return {
    name: "own-documents",
    apply: "build",
    async generateBundle() {
      const source = JSON.stringify((await documents()).map(hashOf).toSorted());
      this.emitFile({ type: "asset", fileName: "documents.json", source });
    },
  };
}

/** The generated module is run as it is, so that what is hashed is what is sent, to the byte. */
async function documents(): Promise<string[]> {
  const { code } = await transformWithOxc(await readFile(generated, "utf8"), generated);
  const module = `data:text/javascript;base64,${Buffer.from(code).toString("base64")}`;
  const exported = (await import(module)) as Record<string, unknown>;
  return Object.entries(exported).flatMap(([name, value]) => (name.endsWith("Document") ? [String(value)] : []));
}

const hashOf = (document: string) => createHash("sha256").update(document).digest("hex");
