import { CreateMasterKeyDocument, type CheckValueConvention, type KeyUsage } from "../../graphql/generated/graphql.ts";
import { useMutation } from "../../graphql/useMutation.ts";

/** What a ceremony sheet says of the key to be, as it is typed. */
export interface MasterKeyPlan {
  name: string;
  usage: KeyUsage;
  cipher: string;
  components: "2" | "3";
  expectedCheckValue: string;
  convention: CheckValueConvention;
}

/** Begins the ceremony of a master key. */
export function useCreateMasterKey() {
  const { run, isRunning, failure } = useMutation(CreateMasterKeyDocument);
  async function create({ components, ...plan }: MasterKeyPlan) {
    const reply = await run({ input: { ...plan, components: Number(components) } });
    return reply?.createMasterKey ?? null;
  }
  return { create, isRunning, failure };
}
