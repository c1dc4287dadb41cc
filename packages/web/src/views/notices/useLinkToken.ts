import { ref, watch, type Ref } from "vue";
import { useRoute, useRouter } from "vue-router";
import { linkToken } from "../../session/link-token.ts";

/**
 * The token of the link that leads to this page. The address bar and the history forget it at once; another link that is
 * opened in the same tab takes its place.
 */
export function useLinkToken(): Ref<string | null> {
  const route = useRoute();
  const router = useRouter();
  const { name } = route;
  const token = ref<string | null>(null);
  watch(
    () => route.hash,
    (hash) => {
      if (hash === "" || route.name !== name) return;
      token.value = linkToken(hash);
      void router.replace({ name });
    },
    { immediate: true },
  );
  return token;
}
