import { computed, ref, shallowRef, watch } from "vue";
import {
  ApproveMasterKeyDocument,
  EnterMasterKeyComponentDocument,
  MasterKeyDetailsDocument,
  RejectMasterKeyDocument,
  type MasterKeyFieldsFragment,
} from "../../graphql/generated/graphql.ts";
import type { Failure } from "../../graphql/reply.ts";
import { useMutation } from "../../graphql/useMutation.ts";
import { useQuery } from "../../graphql/useQuery.ts";
import { failureText } from "../../i18n/failure-text.ts";
import type { Problem } from "../../ui/form/problem.ts";
import { masterKeyFieldId } from "./master-key-fields.ts";

/** A component as it is typed from a sheet. It leaves the page's memory as soon as it was sent or the page is left. */
export interface TypedComponent {
  number: number;
  component: string;
  checkValue: string;
}

type Step =
  | { readonly __typename: "MasterKeySaved"; readonly masterKey: MasterKeyFieldsFragment }
  | { readonly __typename: string; readonly message: string; readonly field: readonly string[] | null };

/** One master key and the steps of its ceremony. */
export function useMasterKeyCeremony(id: () => string) {
  const loaded = useQuery(MasterKeyDetailsDocument, () => ({ id: id() }));
  const changed = shallowRef<MasterKeyFieldsFragment | null>(null);
  const problems = ref<Problem[]>([]);
  const [entering, approving, rejecting] = [
    useMutation(EnterMasterKeyComponentDocument),
    useMutation(ApproveMasterKeyDocument),
    useMutation(RejectMasterKeyDocument),
  ];
  watch(loaded.answer, () => (changed.value = null));

  function settle(step: Step | undefined, failure: Failure | null): boolean {
    if (step !== undefined && "masterKey" in step) {
      changed.value = step.masterKey;
      problems.value = [];
      return true;
    }
    const text = step?.message ?? failureText(failure);
    const field = step?.field?.at(-1);
    problems.value = text === null ? [] : [{ text, fieldId: field ? masterKeyFieldId(field) : null }];
    return false;
  }

  async function enter({ number, component, checkValue }: TypedComponent): Promise<boolean> {
    const reply = await entering.run({ input: { masterKeyId: id(), number, component, checkValue } });
    return settle(reply?.enterMasterKeyComponent, entering.failure.value);
  }

  async function approve(): Promise<boolean> {
    const reply = await approving.run({ input: { masterKeyId: id() } });
    return settle(reply?.approveMasterKey, approving.failure.value);
  }

  async function reject(): Promise<boolean> {
    const reply = await rejecting.run({ input: { masterKeyId: id() } });
    return settle(reply?.rejectMasterKey, rejecting.failure.value);
  }

  const masterKey = computed(() => changed.value ?? loaded.answer.value?.masterKey ?? null);
  const isRunning = computed(() => [entering, approving, rejecting].some((step) => step.isRunning.value));
  return { loaded, masterKey, problems, isRunning, enter, approve, reject };
}
